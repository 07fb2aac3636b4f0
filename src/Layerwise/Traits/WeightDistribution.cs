namespace Layerwise.Traits;

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

    /// <summary>N(0, variance).</summary>
    public static WeightDistribution Normal(double variance) => new(WeightShape.Normal, Math.Sqrt(variance), variance);

    /// <summary>U[−a, a] of a variance, which is a²/3.</summary>
    public static WeightDistribution Uniform(double variance) => new(WeightShape.Uniform, Math.Sqrt(3 * variance), variance);

    /// <summary>A normal distribution cut at two of its standard deviations, of a variance after the cut.</summary>
    public static WeightDistribution TruncatedNormal(double variance) => new(WeightShape.TruncatedNormal, Math.Sqrt(variance) / LeftByCut, variance);

    /// <summary>N(0, scale²).</summary>
    public static WeightDistribution NormalOfScale(double scale) => new(WeightShape.Normal, scale, scale * scale);

    /// <summary>U[−scale, scale].</summary>
    public static WeightDistribution UniformOfScale(double scale) => new(WeightShape.Uniform, scale, scale * scale / 3);

    /// <summary>N(0, scale²) cut at ±2·scale.</summary>
    public static WeightDistribution TruncatedNormalOfScale(double scale) => new(WeightShape.TruncatedNormal, scale, Square(LeftByCut * scale));

    /// <summary>A variance, by a family that an option names.</summary>
    public static WeightDistribution Of(InitDistribution family, double variance) => family switch
    {
        InitDistribution.TruncatedNormal => TruncatedNormal(variance),
        InitDistribution.Normal => Normal(variance),
        InitDistribution.Uniform => Uniform(variance),
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "Expected a member of InitDistribution."),
    };

    /// <summary>gain·Q with orthonormal columns or rows.</summary>
    public static WeightDistribution Orthogonal(double gain, WeightFans fans) =>
        new(WeightShape.Orthogonal, gain, Square(gain) / Math.Max(fans.FanIn, fans.FanOut));

    /// <summary>The gain on the diagonal: one weight in max(fanIn, fanOut).</summary>
    public static WeightDistribution Identity(double gain, WeightFans fans)
    {
        double share = 1.0 / Math.Max(fans.FanIn, fans.FanOut);
        return new(WeightShape.Identity, gain, Square(gain) * share * (1 - share)) { Mean = gain * share };
    }

    // Never all are 0, or the unit would answer to nothing. In decimal: 0.1f of 10 weights is 1, but 10 · 0.1f is a bit more.
    /// <summary>N(0, scale²), but for a part of each unit's weights, which are 0.</summary>
    public static WeightDistribution Sparse(double scale, float sparsity, WeightFans fans)
    {
        int zeros = Math.Min((int)Math.Ceiling((decimal)sparsity * fans.FanIn), fans.FanIn - 1);
        return new(WeightShape.Sparse, scale, Square(scale) * (1 - ((double)zeros / fans.FanIn))) { ZerosPerUnit = zeros };
    }

    private static double Square(double value) => value * value;
}
