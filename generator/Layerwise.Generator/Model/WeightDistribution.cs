using System.ComponentModel;

namespace Layerwise.Generator.Model;

/// <summary>The distribution that a tensor starts with, in numbers.</summary>
/// <param name="Shape">The family.</param>
/// <param name="Scale">Standard deviation (before a cut), bound, value, or gain.</param>
/// <param name="Variance">Of all numbers of the tensor about their mean, expected.</param>
internal readonly record struct WeightDistribution(WeightShape Shape, double Scale, double Variance)
{
    /// <summary>Of all numbers of the tensor; 0 but for Constant and Identity.</summary>
    public double Mean { get; init; }

    /// <summary>Weights of each unit that Sparse leaves 0.</summary>
    public int ZerosPerUnit { get; init; }

    // √(1 − 4·φ(2) / (2·Φ(2) − 1)): what a cut at two standard deviations leaves of one.
    private const double LeftByCut = 0.87962566103423978;

    /// <summary>Every number is the same.</summary>
    public static WeightDistribution Constant(double value) => new(WeightShape.Constant, value, 0) { Mean = value };

    /// <summary>What an initializer means for a matrix.</summary>
    /// <param name="init">The initializer.</param>
    /// <param name="fanIn">Inputs that each output sees through a weight of its own, at least 1.</param>
    /// <param name="fanOut">Outputs that each input reaches so, at least 1.</param>
    /// <param name="negativeSlope">Of the activation behind the product, where it is a rectifier; otherwise 0.</param>
    public static WeightDistribution Of(InitSpec init, int fanIn, int fanOut, double negativeSlope)
    {
        double scale = init.Scale;
        double xavier = init.Gain * init.Gain * 2 / ((double)fanIn + fanOut);
        double he = 2 / ((1 + (negativeSlope * negativeSlope)) * fanIn);
        double leCun = 1.0 / fanIn;

        return init.Kind switch
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
            Init.VarianceScaling => VarianceScaling(init, fanIn, fanOut),
            Init.Orthogonal => new(WeightShape.Orthogonal, init.Gain, Square(init.Gain) / Math.Max(fanIn, fanOut)),
            Init.Identity => Identity(init.Gain, 1.0 / Math.Max(fanIn, fanOut)),
            Init.Sparse => Sparse(init, fanIn),
            Init.Zeros => Constant(0),
            Init.Constant => Constant(scale),
            _ => throw new InvalidEnumArgumentException(nameof(init), (int)init.Kind, typeof(Init)),
        };
    }

    private static WeightDistribution VarianceScaling(InitSpec init, int fanIn, int fanOut)
    {
        double fan = init.FanMode switch
        {
            FanMode.FanIn => fanIn,
            FanMode.FanOut => fanOut,
            FanMode.Average => ((double)fanIn + fanOut) / 2,
            _ => throw new InvalidEnumArgumentException(nameof(init), (int)init.FanMode, typeof(FanMode)),
        };
        double variance = init.VarianceScale / fan;
        return init.Distribution switch
        {
            InitDistribution.TruncatedNormal => TruncatedNormalOf(variance),
            InitDistribution.Normal => NormalOf(variance),
            InitDistribution.Uniform => UniformOf(variance),
            _ => throw new InvalidEnumArgumentException(nameof(init), (int)init.Distribution, typeof(InitDistribution)),
        };
    }

    // One weight in max(fanIn, fanOut) is the gain.
    private static WeightDistribution Identity(double gain, double share) =>
        new(WeightShape.Identity, gain, Square(gain) * share * (1 - share)) { Mean = gain * share };

    // Never all are 0, or the unit would answer to nothing. In decimal: 0.1f of 10 weights is 1, but 10 · 0.1f is a bit more.
    private static WeightDistribution Sparse(InitSpec init, int fanIn)
    {
        int zeros = Math.Min((int)Math.Ceiling((decimal)init.Sparsity * fanIn), fanIn - 1);
        return new(WeightShape.Sparse, init.Scale, Square(init.Scale) * (1 - ((double)zeros / fanIn))) { ZerosPerUnit = zeros };
    }

    private static WeightDistribution NormalOf(double variance) => new(WeightShape.Normal, Math.Sqrt(variance), variance);

    private static WeightDistribution TruncatedNormalOf(double variance) =>
        new(WeightShape.TruncatedNormal, Math.Sqrt(variance) / LeftByCut, variance);

    // U[−a, a] has the variance a²/3.
    private static WeightDistribution UniformOf(double variance) => new(WeightShape.Uniform, Math.Sqrt(3 * variance), variance);

    private static double Square(double value) => value * value;
}
