using Layerwise.Generator.Model;
using Layerwise.Text;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>The numbers that an activation can give, which a loss may or may not be able to use.</summary>
/// <param name="Low">The least, or what the outputs come near to.</param>
/// <param name="High">The largest, or what the outputs come near to.</param>
/// <param name="Text">The range as messages write it.</param>
internal sealed record OutputRange(double Low, double High, string Text)
{
    // The minima of z·Φ(z), of z/(1 + e⁻ᶻ), of z·tanh(ln(1 + eᶻ)) and of z·(z + 3)/6.
    private const double LeastGelu = -0.16997;
    private const double LeastSilu = -0.27846;
    private const double LeastMish = -0.30884;
    private const double LeastHardSwish = -0.375;

    // 1.0507·1.6733: what SELU falls to on the left.
    private const double LeastSelu = -1.75810;

    /// <summary>Whether every number can be an output.</summary>
    public bool IsUnbounded => double.IsInfinity(Low) && double.IsInfinity(High);

    /// <summary>Whether the outputs are independent shares of 1, as binary targets are.</summary>
    public bool IsUnitInterval => Low == 0 && High == 1;

    /// <summary>Whether the outputs come to both of Hinge's targets, −1 and 1.</summary>
    public bool ReachesBothSigns => Low <= -1 && High >= 1;

    /// <summary>The range of a layer's outputs, each taken by itself; null where the activation is the user's own, or one whose outputs depend on each other.</summary>
    public static OutputRange? Of(LayerSpec layer) => layer.Activation switch
    {
        // The slope of a PReLU is learned, whatever it starts with.
        Activation.Identity or Activation.PRelu => new(double.NegativeInfinity, double.PositiveInfinity, "(−∞, ∞)"),
        Activation.LeakyRelu when layer.Slope > 0 => new(double.NegativeInfinity, double.PositiveInfinity, "(−∞, ∞)"),
        Activation.Relu or Activation.LeakyRelu => From(0, "[0"),
        Activation.Softplus => From(0, "(0"),
        Activation.Relu6 => new(0, 6, "[0, 6]"),
        Activation.Sigmoid => new(0, 1, "(0, 1)"),
        Activation.HardSigmoid => new(0, 1, "[0, 1]"),
        Activation.Tanh or Activation.Softsign => new(-1, 1, "(-1, 1)"),
        Activation.HardTanh => new(-1, 1, "[-1, 1]"),
        Activation.Elu => From(-layer.Slope, "(" + NumberText.Rounded(-layer.Slope)),
        Activation.Selu => From(LeastSelu, "(-1.76"),
        Activation.Gelu or Activation.GeluTanh => From(LeastGelu, "[-0.17"),
        Activation.Silu => From(LeastSilu, "[-0.278"),
        Activation.Mish => From(LeastMish, "[-0.309"),
        Activation.HardSwish => From(LeastHardSwish, "[-0.375"),
        _ => null,
    };

    private static OutputRange From(double low, string text) => new(low, double.PositiveInfinity, text + ", ∞)");
}
