namespace Layerwise.Traits;

/// <summary>All that is decided by which loss a network has: one row for each member of <see cref="Loss"/> but Auto, which stands for another one.</summary>
/// <param name="Loss">The member.</param>
/// <param name="Outputs">What the last layer has to give it.</param>
/// <param name="Targets">What it takes for a target.</param>
/// <param name="Reads">The options that it looks at.</param>
internal sealed record LossTraits(Loss Loss, AnswerKind Outputs, TargetKind Targets, LossOptions Reads)
{
    // In the order of the enum.
    private static readonly LossTraits[] Rows =
    [
        new(Loss.MeanSquaredError, AnswerKind.Number, TargetKind.Number, LossOptions.None),
        new(Loss.BinaryCrossEntropy, AnswerKind.Share, TargetKind.Share, LossOptions.None) { OutputBorder = 0.5f, TargetBorder = 0.5f },
        new(Loss.CrossEntropy, AnswerKind.Distribution, TargetKind.Distribution, LossOptions.LabelSmoothing | LossOptions.ClassWeights) { TakesLabels = true },
        new(Loss.MeanAbsoluteError, AnswerKind.Number, TargetKind.Number, LossOptions.None),
        new(Loss.Huber, AnswerKind.Number, TargetKind.Number, LossOptions.Delta),
        new(Loss.SmoothL1, AnswerKind.Number, TargetKind.Number, LossOptions.Beta),
        new(Loss.KullbackLeibler, AnswerKind.Distribution, TargetKind.Distribution, LossOptions.None),
        new(Loss.Hinge, AnswerKind.Score, TargetKind.Sign, LossOptions.None),
        new(Loss.BinaryCrossEntropyWithLogits, AnswerKind.Logit, TargetKind.Share, LossOptions.None) { TargetBorder = 0.5f },
    ];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<LossTraits> All => Rows;

    /// <summary>From where on an output says yes, where the loss is one of yes-or-no answers.</summary>
    public float OutputBorder { get; private init; }

    /// <summary>From where on a target says yes, where the loss is one of yes-or-no answers.</summary>
    public float TargetBorder { get; private init; }

    /// <summary>Whether a target may be given as the label of its class.</summary>
    public bool TakesLabels { get; private init; }

    /// <summary>All that follows from what it takes for a target.</summary>
    public TargetTraits Target { get; } = TargetTraits.Of(Targets);

    /// <summary>Whether each output is an answer of its own, right where it lies on the same side of its border as its target.</summary>
    public bool IsYesOrNo => Target.IsYesOrNo;

    /// <summary>Whether a sample is one answer, a class, and the loss a sum over its outputs.</summary>
    public bool IsOverClasses => Target.IsOverClasses;

    /// <summary>Whether it takes the logarithm of its outputs, none of which may be 0.</summary>
    public bool TakesLogarithms => Outputs is AnswerKind.Share or AnswerKind.Distribution;

    /// <summary>Whether outputs and targets may be any number.</summary>
    public bool IsRegression => Outputs == AnswerKind.Number;

    /// <summary>The row of a loss.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is Auto, or no member of the enum.</exception>
    public static LossTraits Of(Loss loss) => (uint)loss - 1 < (uint)Rows.Length
        ? Rows[(int)loss - 1]
        : throw new ArgumentOutOfRangeException(nameof(loss), loss, "Expected the loss that a network really minimizes.");
}
