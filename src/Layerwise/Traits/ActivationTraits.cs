using static Layerwise.Traits.ActivationFamily;

namespace Layerwise.Traits;

/// <summary>
/// All that is decided by which activation a layer has: one row for each member of <see cref="Activation"/>. Generator, analyzers and runtime read
/// these rows and name no activation themselves.
/// </summary>
/// <param name="Activation">The member.</param>
/// <param name="Family">What it does to the signal.</param>
/// <param name="KeepsPreActivations">Whether training keeps z beside a = φ(z), because two z with different φ′(z) may have the same a.</param>
/// <param name="IsCheap">Whether it is a few instructions, and so inlined wherever a tile has results; the others are polynomials of some 25.</param>
/// <param name="Curve">φ over z, from the slope; null where there is no such curve, because φ takes a whole row or is the user's own.</param>
internal sealed record ActivationTraits(
    Activation Activation,
    ActivationFamily Family,
    bool KeepsPreActivations,
    bool IsCheap,
    Func<double, Curve>? Curve)
{
    // In the order of the enum.
    private static readonly ActivationTraits[] Rows =
    [
        new(Activation.Identity, Linear, KeepsPreActivations: false, IsCheap: true, Curves.Identity),
        new(Activation.Relu, Rectifier, KeepsPreActivations: false, IsCheap: true, Curves.Relu),
        new(Activation.LeakyRelu, Rectifier, KeepsPreActivations: false, IsCheap: true, Curves.LeakyRelu) { Slope = SlopeRole.Negative, DefaultSlope = 0.01f },
        new(Activation.Sigmoid, Saturating, KeepsPreActivations: false, IsCheap: false, Curves.Sigmoid) { CollapsesWith = [Loss.BinaryCrossEntropy] },
        new(Activation.Tanh, Saturating, KeepsPreActivations: false, IsCheap: false, Curves.Tanh),
        new(Activation.Softmax, Rowwise, KeepsPreActivations: false, IsCheap: false, Curve: null) { CollapsesWith = [Loss.CrossEntropy, Loss.KullbackLeibler] },
        new(Activation.Elu, Rectifier, KeepsPreActivations: false, IsCheap: false, Curves.Elu) { Slope = SlopeRole.Alpha, DefaultSlope = 1f },
        new(Activation.Selu, SelfNormalizing, KeepsPreActivations: false, IsCheap: false, Curves.Selu),
        new(Activation.Gelu, Rectifier, KeepsPreActivations: true, IsCheap: false, Curves.Gelu),
        new(Activation.GeluTanh, Rectifier, KeepsPreActivations: true, IsCheap: false, Curves.GeluTanh),
        new(Activation.Silu, Rectifier, KeepsPreActivations: true, IsCheap: false, Curves.Silu),
        new(Activation.Mish, Rectifier, KeepsPreActivations: true, IsCheap: false, Curves.Mish),
        new(Activation.Softplus, Rectifier, KeepsPreActivations: false, IsCheap: false, Curves.Softplus),
        new(Activation.Softsign, Saturating, KeepsPreActivations: false, IsCheap: true, Curves.Softsign),
        new(Activation.HardSigmoid, Saturating, KeepsPreActivations: false, IsCheap: true, Curves.HardSigmoid),
        new(Activation.HardSwish, Rectifier, KeepsPreActivations: true, IsCheap: true, Curves.HardSwish),
        new(Activation.HardTanh, Saturating, KeepsPreActivations: false, IsCheap: true, Curves.HardTanh),
        new(Activation.Relu6, Rectifier, KeepsPreActivations: false, IsCheap: true, Curves.Relu6),
        new(Activation.PRelu, Rectifier, KeepsPreActivations: true, IsCheap: true, Curves.PRelu) { Slope = SlopeRole.Learned, DefaultSlope = 0.25f },
        new(Activation.LogSoftmax, Rowwise, KeepsPreActivations: false, IsCheap: false, Curve: null)
        {
            CollapsesWith = [Loss.CrossEntropy, Loss.KullbackLeibler], GivesLogarithms = true,
        },
        new(Activation.Custom, ActivationFamily.Custom, KeepsPreActivations: true, IsCheap: false, Curve: null),
    ];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<ActivationTraits> All => Rows;

    /// <summary>What <see cref="LayerAttribute.Slope"/> means to it.</summary>
    public SlopeRole Slope { get; private init; }

    /// <summary>What <see cref="LayerAttribute.Slope"/> is where it is not written; 0 where it means nothing.</summary>
    public float DefaultSlope { get; private init; }

    /// <summary>The losses after which dLoss/dz is a − y, without a factor φ′.</summary>
    public IReadOnlyList<Loss> CollapsesWith { get; private init; } = [];

    /// <summary>What <see cref="Loss.Auto"/> stands for after a last layer with it: the first loss that it collapses with.</summary>
    public Loss SuitingLoss => CollapsesWith.Count > 0 ? CollapsesWith[0] : Loss.MeanSquaredError;

    /// <summary>What <see cref="Init.Auto"/> stands for.</summary>
    public Init SuitingInit => Family switch
    {
        Rectifier => Init.HeNormal,
        SelfNormalizing => Init.LeCunNormal,
        Linear or Saturating or Rowwise or ActivationFamily.Custom => Init.XavierUniform,
        _ => throw new InvalidOperationException($"{Family} has no initializer."),
    };

    /// <summary>Whether its outputs are logarithms of probabilities.</summary>
    public bool GivesLogarithms { get; private init; }

    /// <summary>Whether it hands z on unchanged.</summary>
    public bool IsLinear => Family == ActivationFamily.Linear;

    /// <summary>Whether each output depends on all pre-activations of its sample.</summary>
    public bool IsRowwise => Family == ActivationFamily.Rowwise;

    /// <summary>Whether the slope is a constant that its code contains.</summary>
    public bool HasConstantSlope => Slope is SlopeRole.Negative or SlopeRole.Alpha;

    /// <summary>Whether the slope is a parameter of the layer.</summary>
    public bool HasLearnedSlope => Slope == SlopeRole.Learned;

    /// <summary>The slope of φ for negative z, which He's variance makes up for, where it is a straight line with the layer's slope; otherwise 0.</summary>
    public double NegativeSlope(double slope) => Slope is SlopeRole.Negative or SlopeRole.Learned ? slope : 0;

    /// <summary>The row of an activation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no member of the enum.</exception>
    public static ActivationTraits Of(Activation activation) => (uint)activation < (uint)Rows.Length
        ? Rows[(int)activation]
        : throw new ArgumentOutOfRangeException(nameof(activation), activation, "Expected a member of Activation.");
}
