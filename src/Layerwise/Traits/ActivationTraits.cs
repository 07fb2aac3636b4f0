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
/// <param name="Curve">φ over z, from the slope; null where there is no such curve, because φ takes a whole row or is one that the user wrote.</param>
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
        new(Activation.Relu, Rectifier, KeepsPreActivations: false, IsCheap: true, Curves.Relu) { IsKink = true },
        new(Activation.LeakyRelu, Rectifier, KeepsPreActivations: false, IsCheap: true, Curves.LeakyRelu)
        {
            Slope = SlopeRole.Negative, DefaultSlope = 0.01f, IsKink = true,
        },
        new(Activation.Sigmoid, Saturating, KeepsPreActivations: false, IsCheap: false, Curves.Sigmoid) { CollapsesWith = [Loss.BinaryCrossEntropy] },
        new(Activation.Tanh, Saturating, KeepsPreActivations: false, IsCheap: false, Curves.Tanh),
        new(Activation.Softmax, Rowwise, KeepsPreActivations: false, IsCheap: false, Curve: null) { CollapsesWith = [Loss.CrossEntropy, Loss.KullbackLeibler] },
        new(Activation.Elu, Rectifier, KeepsPreActivations: false, IsCheap: false, Curves.Elu) { Slope = SlopeRole.Alpha, DefaultSlope = 1f },
        new(Activation.Selu, SelfNormalizing, KeepsPreActivations: false, IsCheap: false, Curves.Selu),
        new(Activation.Gelu, Rectifier, KeepsPreActivations: true, IsCheap: false, Curves.Gelu),
        new(Activation.GeluTanh, Rectifier, KeepsPreActivations: true, IsCheap: false, Curves.GeluTanh),
        new(Activation.Silu, Rectifier, KeepsPreActivations: true, IsCheap: false, Curves.Silu),
        new(Activation.Mish, Rectifier, KeepsPreActivations: true, IsCheap: false, Curves.Mish),
        new(Activation.Softplus, Rectifier, KeepsPreActivations: false, IsCheap: false, Curves.Softplus) { LivesOnItsMean = true },
        new(Activation.Softsign, Saturating, KeepsPreActivations: false, IsCheap: true, Curves.Softsign),
        new(Activation.HardSigmoid, Saturating, KeepsPreActivations: false, IsCheap: true, Curves.HardSigmoid),
        new(Activation.HardSwish, Rectifier, KeepsPreActivations: true, IsCheap: true, Curves.HardSwish),
        new(Activation.HardTanh, Saturating, KeepsPreActivations: false, IsCheap: true, Curves.HardTanh),
        new(Activation.Relu6, Rectifier, KeepsPreActivations: false, IsCheap: true, Curves.Relu6),
        new(Activation.PRelu, Rectifier, KeepsPreActivations: true, IsCheap: true, Curves.PRelu)
        {
            Slope = SlopeRole.Learned, DefaultSlope = 0.25f, IsKink = true,
        },
        new(Activation.LogSoftmax, Rowwise, KeepsPreActivations: false, IsCheap: false, Curve: null)
        {
            CollapsesWith = [Loss.CrossEntropy, Loss.KullbackLeibler], GivesLogarithms = true,
        },
        new(Activation.Custom, ActivationFamily.Custom, KeepsPreActivations: true, IsCheap: false, Curve: null),
    ];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<ActivationTraits> All => Rows;

    /// <summary>What <see cref="LinearLayerAttribute.Slope"/> means to it.</summary>
    public SlopeRole Slope { get; private init; }

    /// <summary>What <see cref="LinearLayerAttribute.Slope"/> is where it is not written; 0 where it means nothing.</summary>
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
    };

    /// <summary>Whether its outputs are logarithms of probabilities.</summary>
    public bool GivesLogarithms { get; private init; }

    /// <summary>Whether it is two straight lines that meet at 0, of which the one on the right is z itself.</summary>
    public bool IsKink { get; private init; }

    /// <summary>Whether what it hands on is mostly its mean, while the gradient has only φ′ to pass through.</summary>
    public bool LivesOnItsMean { get; private init; }

    /// <summary>Whether it hands z on unchanged.</summary>
    public bool IsLinear => Family == ActivationFamily.Linear;

    /// <summary>Whether it passes positive z on and holds negative z back, and with them about half of the signal's power.</summary>
    public bool IsRectifier => Family == Rectifier;

    /// <summary>Whether it flattens for large z of either sign.</summary>
    public bool IsSaturating => Family == Saturating;

    /// <summary>Whether it brings the signal to mean 0 and variance 1 by itself.</summary>
    public bool IsSelfNormalizing => Family == SelfNormalizing;

    /// <summary>Whether it is an activation of the user's own.</summary>
    public bool IsCustom => Family == ActivationFamily.Custom;

    /// <summary>φ′(0), which is the steepest slope of one that saturates. Only an elementwise activation has one.</summary>
    public double SlopeAtZero
    {
        get
        {
            Curve!(DefaultSlope).Function(0, out double derivative);
            return derivative;
        }
    }

    /// <summary>Whether small z of either sign come out as large as they went in.</summary>
    public bool KeepsSmallSignals => IsLinear || (IsSaturating && SlopeAtZero >= 1);

    /// <summary>Whether it is 0 for every negative z, and its slope too, so that a unit may be off for every input.</summary>
    public bool TurnsOff => IsRectifier && Slope == SlopeRole.None && Curve!(0).FlatBelow == 0;

    /// <summary>Whether each output depends on all pre-activations of its sample.</summary>
    public bool IsRowwise => Family == ActivationFamily.Rowwise;

    /// <summary>Whether the slope is a constant that its code contains.</summary>
    public bool HasConstantSlope => Slope is SlopeRole.Negative or SlopeRole.Alpha;

    /// <summary>Whether the slope is a parameter of the layer.</summary>
    public bool HasLearnedSlope => Slope == SlopeRole.Learned;

    /// <summary>The slope of φ for negative z, which He's variance makes up for, where it is a straight line with the layer's slope; otherwise 0.</summary>
    public double NegativeSlope(double slope) => Slope is SlopeRole.Negative or SlopeRole.Learned ? slope : 0;

    /// <summary>Which one it is with a slope that makes another one of it: a Leaky ReLU that is 0 for negative z is a ReLU, as a curve and in a file.</summary>
    public Activation With(double slope) => (Slope, slope) switch
    {
        (SlopeRole.Negative or SlopeRole.Alpha, 0) => Activation.Relu,
        (SlopeRole.Negative, 1) => Activation.Identity,
        _ => Activation,
    };

    /// <summary>Those that look at <see cref="LinearLayerAttribute.Slope"/>.</summary>
    public static IEnumerable<Activation> ReadingSlope => Rows.Where(static row => row.Slope != SlopeRole.None).Select(static row => row.Activation);

    /// <summary>The row of an activation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no member of the enum.</exception>
    public static ActivationTraits Of(Activation activation) => (uint)activation < (uint)Rows.Length
        ? Rows[(int)activation]
        : throw new ArgumentOutOfRangeException(nameof(activation), activation, "Expected a member of Activation.");
}
