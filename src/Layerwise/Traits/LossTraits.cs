namespace Layerwise.Traits;

/// <summary>All that is decided by which loss a network has: one row for each member of <see cref="Loss"/> but Auto, which stands for another one.</summary>
/// <param name="Loss">The member.</param>
/// <param name="Targets">What it takes for a target.</param>
/// <param name="Reads">The options that it looks at.</param>
internal sealed record LossTraits(Loss Loss, TargetKind Targets, LossOptions Reads)
{
    // In the order of the enum.
    private static readonly LossTraits[] Rows =
    [
        new(Loss.MeanSquaredError, TargetKind.Number, LossOptions.None),
        new(Loss.BinaryCrossEntropy, TargetKind.Share, LossOptions.None) { OutputBorder = 0.5f, TargetBorder = 0.5f },
        new(Loss.CrossEntropy, TargetKind.Distribution, LossOptions.LabelSmoothing | LossOptions.ClassWeights) { TakesLabels = true },
        new(Loss.MeanAbsoluteError, TargetKind.Number, LossOptions.None),
        new(Loss.Huber, TargetKind.Number, LossOptions.Delta),
        new(Loss.SmoothL1, TargetKind.Number, LossOptions.Beta),
        new(Loss.KullbackLeibler, TargetKind.Distribution, LossOptions.None),
        new(Loss.Hinge, TargetKind.Sign, LossOptions.None),
        new(Loss.BinaryCrossEntropyWithLogits, TargetKind.Share, LossOptions.None) { TargetBorder = 0.5f },
    ];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<LossTraits> All => Rows;

    /// <summary>From where on an output says yes, where the loss is one of yes-or-no answers.</summary>
    public float OutputBorder { get; private init; }

    /// <summary>From where on a target says yes, where the loss is one of yes-or-no answers.</summary>
    public float TargetBorder { get; private init; }

    /// <summary>Whether a target may be given as the label of its class.</summary>
    public bool TakesLabels { get; private init; }

    /// <summary>Whether each output is an answer of its own, right where it lies on the same side of its border as its target.</summary>
    public bool IsYesOrNo => Targets is TargetKind.Share or TargetKind.Sign;

    /// <summary>Whether a sample is one answer, a class, and the loss a sum over its outputs.</summary>
    public bool IsOverClasses => Targets == TargetKind.Distribution;

    /// <summary>The row of a loss.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is Auto, or no member of the enum.</exception>
    public static LossTraits Of(Loss loss) => (uint)loss - 1 < (uint)Rows.Length
        ? Rows[(int)loss - 1]
        : throw new ArgumentOutOfRangeException(nameof(loss), loss, "Expected the loss that a network really minimizes.");
}
