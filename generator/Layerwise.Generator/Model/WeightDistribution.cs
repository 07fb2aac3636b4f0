using System.ComponentModel;

namespace Layerwise.Generator.Model;

/// <summary>The distribution that an initializer means for a layer, in numbers.</summary>
/// <param name="Shape">The family.</param>
/// <param name="Scale">Standard deviation (before a cut), bound, value, or gain.</param>
/// <param name="Variance">Of all weights of the layer about their mean, expected.</param>
internal readonly record struct WeightDistribution(WeightShape Shape, double Scale, double Variance)
{
    /// <summary>Of all weights of the layer; 0 but for Constant and Identity.</summary>
    public double Mean { get; init; }

    // √(1 − 4·φ(2) / (2·Φ(2) − 1)): what a cut at two standard deviations leaves of one.
    private const double LeftByCut = 0.87962566103423978;

    public static WeightDistribution Of(LayerSpec layer)
    {
        double fanIn = layer.FanIn;
        double scale = layer.InitScale;
        double slope = layer.Traits.NegativeSlope(layer.Slope);
        double xavier = layer.Gain * layer.Gain * 2 / (fanIn + layer.FanOut);
        double he = 2 / ((1 + (slope * slope)) * fanIn);
        double leCun = 1 / fanIn;

        return layer.Init switch
        {
            Init.Uniform => UniformOf(leCun / 3),
            Init.XavierNormal => NormalOf(xavier),
            Init.XavierUniform => UniformOf(xavier),
            Init.HeNormal => NormalOf(he),
            Init.HeUniform => UniformOf(he),
            Init.LeCunNormal => NormalOf(leCun),
            Init.LeCunUniform => UniformOf(leCun),
            Init.RandomNormal => new(WeightShape.Normal, scale, scale * scale),
            Init.RandomUniform => new(WeightShape.Uniform, scale, scale * scale / 3),
            Init.TruncatedNormal => new(WeightShape.TruncatedNormal, scale, Square(LeftByCut * scale)),
            Init.CorrectedTruncatedNormal => TruncatedNormalOf(scale * scale),
            Init.VarianceScaling => VarianceScaling(layer),
            Init.Orthogonal => new(WeightShape.Orthogonal, layer.Gain, Square(layer.Gain) / Math.Max(fanIn, layer.FanOut)),
            Init.Identity => Identity(layer),
            Init.Sparse => new(WeightShape.Sparse, scale, scale * scale * (1 - (layer.ZerosPerUnit / fanIn))),
            Init.Zeros => new(WeightShape.Constant, 0, 0),
            Init.Constant => new(WeightShape.Constant, scale, 0) { Mean = scale },
            _ => throw new InvalidEnumArgumentException(nameof(layer), (int)layer.Init, typeof(Init)),
        };
    }

    private static WeightDistribution VarianceScaling(LayerSpec layer)
    {
        double fan = layer.FanMode switch
        {
            FanMode.FanIn => layer.FanIn,
            FanMode.FanOut => layer.FanOut,
            FanMode.Average => ((double)layer.FanIn + layer.FanOut) / 2,
            _ => throw new InvalidEnumArgumentException(nameof(layer), (int)layer.FanMode, typeof(FanMode)),
        };
        double variance = layer.VarianceScale / fan;
        return layer.InitDistribution switch
        {
            InitDistribution.TruncatedNormal => TruncatedNormalOf(variance),
            InitDistribution.Normal => NormalOf(variance),
            _ => UniformOf(variance),
        };
    }

    // One weight in max(fanIn, fanOut) is the gain.
    private static WeightDistribution Identity(LayerSpec layer)
    {
        double share = 1.0 / Math.Max(layer.FanIn, layer.FanOut);
        return new(WeightShape.Identity, layer.Gain, Square(layer.Gain) * share * (1 - share)) { Mean = layer.Gain * share };
    }

    private static WeightDistribution NormalOf(double variance) => new(WeightShape.Normal, Math.Sqrt(variance), variance);

    private static WeightDistribution TruncatedNormalOf(double variance) =>
        new(WeightShape.TruncatedNormal, Math.Sqrt(variance) / LeftByCut, variance);

    // U[−a, a] has the variance a²/3.
    private static WeightDistribution UniformOf(double variance) => new(WeightShape.Uniform, Math.Sqrt(3 * variance), variance);

    private static double Square(double value) => value * value;
}
