using System.Globalization;
using Layerwise;
using Layerwise.Runtime;

namespace InitializationLab.Weights;

/// <summary>The initializers that the experiments compare, good and bad.</summary>
internal static class WeightSchemes
{
    /// <summary>N(0, 1 / mean of fanIn and fanOut) (Glorot &amp; Bengio 2010).</summary>
    public static WeightScheme XavierNormal { get; } = Normal("XavierNormal", static layer => 2.0 / (layer.FanIn + layer.FanOut));

    /// <summary>The same variance, uniform.</summary>
    public static WeightScheme XavierUniform { get; } = Uniform("XavierUniform", static layer => 2.0 / (layer.FanIn + layer.FanOut));

    /// <summary>N(0, 2 / fanIn) (He et al. 2015).</summary>
    public static WeightScheme HeNormal { get; } = Normal("HeNormal", static layer => 2.0 / layer.FanIn);

    /// <summary>The same variance, uniform.</summary>
    public static WeightScheme HeUniform { get; } = Uniform("HeUniform", static layer => 2.0 / layer.FanIn);

    /// <summary>N(0, 1 / fanIn) (LeCun et al. 1998).</summary>
    public static WeightScheme LeCunNormal { get; } = Normal("LeCunNormal", static layer => 1.0 / layer.FanIn);

    /// <summary>N(0, 1 / fanOut), which keeps the gradient.</summary>
    public static WeightScheme FanOut { get; } = Normal("fan-out", static layer => 1.0 / layer.FanOut);

    /// <summary>U[−1/√fanIn, 1/√fanIn], PyTorch's default.</summary>
    public static WeightScheme PyTorchUniform { get; } = Uniform("Uniform", static layer => 1.0 / (3 * layer.FanIn));

    /// <summary>U(0, 1): all weights positive.</summary>
    public static WeightScheme Positive { get; } = new("U(0, 1)", FillPositive, static _ => 1.0 / 12) { Mean = 0.5 };

    /// <summary>Nothing but zeros.</summary>
    public static WeightScheme Zeros { get; } = Constant(0);

    /// <summary>Orthonormal columns (Saxe et al. 2014).</summary>
    public static WeightScheme Orthogonal { get; } = new(
        "Orthogonal",
        static (weights, layer, seed, index) => Initializers.Orthogonal(weights, layer.FanOut, 1f, seed, index),
        static layer => 1.0 / Math.Max(layer.FanIn, layer.FanOut));

    /// <summary>Ones on the diagonal.</summary>
    public static WeightScheme Identity { get; } = new(
        "Identity", static (weights, layer, _, _) => Initializers.Identity(weights, layer.FanOut, 1f), static layer => 1.0 / layer.FanIn)
    {
        Diagonal = 1,
    };

    /// <summary>N(0, deviation²), whatever the width.</summary>
    public static WeightScheme Normal(double deviation) => Normal($"N(0, {Text(deviation)}²)", _ => deviation * deviation);

    /// <summary>U[−limit, limit], whatever the width.</summary>
    public static WeightScheme Uniform(double limit) => Uniform($"U(−{Text(limit)}, {Text(limit)})", _ => limit * limit / 3);

    /// <summary>Every weight the same.</summary>
    public static WeightScheme Constant(double value) => new(
        value == 0 ? "Zeros" : $"Constant({Text(value)})", (weights, _, _, _) => weights.Fill((float)value), static _ => 0)
    {
        Mean = value,
        TellsUnitsApart = false,
    };

    /// <summary>Every weight of the hidden layers the same, those of the output layer by another scheme.</summary>
    public static WeightScheme ConstantBelow(double value, WeightScheme outputs, int outputLayer) => new(
        $"{Constant(value).Name} below {outputs.Name}",
        (weights, layer, seed, index) =>
        {
            if (index == outputLayer) outputs.Fill(weights, layer, seed, index);
            else weights.Fill((float)value);
        },
        static _ => 0);

    /// <summary>Another scheme's weights, all multiplied by a factor.</summary>
    public static WeightScheme Scaled(WeightScheme scheme, double factor) => new(
        scheme.Name,
        (weights, layer, seed, index) =>
        {
            scheme.Fill(weights, layer, seed, index);
            foreach (ref float weight in weights) weight *= (float)factor;
        },
        layer => factor * factor * scheme.Variance(layer));

    /// <summary>A scheme for the layers that a residual connection goes around; the others are LeCun's.</summary>
    public static WeightScheme InBranches(string name, WeightScheme branches) => new(
        name,
        (weights, layer, seed, index) => (layer.ResidualSpan > 0 ? branches : LeCunNormal).Fill(weights, layer, seed, index),
        layer => (layer.ResidualSpan > 0 ? branches : LeCunNormal).Variance(layer));

    private static WeightScheme Normal(string name, Func<LayerInfo, double> variance) => new(
        name, (weights, layer, seed, index) => Initializers.Normal(weights, (float)Math.Sqrt(variance(layer)), seed, index), variance);

    private static WeightScheme Uniform(string name, Func<LayerInfo, double> variance) => new(
        name, (weights, layer, seed, index) => Initializers.Uniform(weights, (float)Math.Sqrt(3 * variance(layer)), seed, index), variance);

    private static void FillPositive(Span<float> weights, LayerInfo layer, ulong seed, int index)
    {
        Initializers.Uniform(weights, 0.5f, seed, index);
        foreach (ref float weight in weights) weight += 0.5f;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
