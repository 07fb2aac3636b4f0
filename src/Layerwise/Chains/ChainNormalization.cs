namespace Layerwise.Chains;

/// <summary>A normalization as inference computes it: γ·(z − mean)/√(variance + ε) + β, or γ·z/√(mean square + ε), with one γ and β for each unit.</summary>
/// <param name="Kind">Where mean and variance come from.</param>
/// <param name="Gamma">γ.</param>
/// <param name="Beta">β; zeros where it has none.</param>
/// <param name="Epsilon">ε.</param>
internal sealed record ChainNormalization(NormalizationKind Kind, double[] Gamma, double[] Beta, double Epsilon)
{
    // What a declared layer has by default.
    private const double UsualEpsilon = 1e-5;

    /// <summary>The running means of a batch normalization, otherwise empty.</summary>
    public double[] Means { get; init; } = [];

    /// <summary>The running variances of a batch normalization, otherwise empty.</summary>
    public double[] Variances { get; init; } = [];

    /// <summary>How many groups of channels it has; 0 where it has none.</summary>
    public int Groups { get; init; }

    /// <summary>How many numbers it normalizes.</summary>
    public int Width => Gamma.Length;

    /// <summary>A batch normalization.</summary>
    public static ChainNormalization OfBatch(double[] gamma, double[] beta, double[] means, double[] variances, double epsilon) =>
        new(NormalizationKind.Batch, gamma, beta, epsilon) { Means = means, Variances = variances };

    /// <summary>A batch normalization that only scales and shifts.</summary>
    public static ChainNormalization Of(UnitScales scales, int width) => OfBatch(
        [.. Enumerable.Range(0, width).Select(scales.FactorOf)],
        [.. Enumerable.Range(0, width).Select(scales.AddendOf)],
        new double[width],
        [.. Enumerable.Repeat(1 - UsualEpsilon, width)],
        UsualEpsilon);

    /// <summary>What a batch normalization does, which no sample changes.</summary>
    public UnitScales Scales()
    {
        double[] factors = [.. Gamma.Select((gamma, i) => gamma / Math.Sqrt(Variances[i] + Epsilon))];
        return new UnitScales(factors, [.. Beta.Select((beta, i) => beta - (factors[i] * Means[i]))]);
    }

    /// <summary>This one, and its results scaled and shifted; null where it has no β for that, or only one for each channel.</summary>
    public ChainNormalization? Then(UnitScales scales) => (Kind == NormalizationKind.RootMeanSquare && scales.Addends.Any(static addend => addend != 0)) || scales.Width > Width
        ? null
        : this with
        {
            Gamma = [.. Gamma.Select((gamma, i) => scales.FactorOf(i) * gamma)],
            Beta = [.. Beta.Select((beta, i) => (scales.FactorOf(i) * beta) + scales.AddendOf(i))],
        };

    /// <summary>A batch normalization of what was scaled and shifted before.</summary>
    public ChainNormalization Behind(UnitScales scales)
    {
        UnitScales own = Scales();
        return this with
        {
            Gamma = [.. Gamma.Select((gamma, i) => scales.FactorOf(i) * gamma)],
            Beta = [.. Beta.Select((beta, i) => beta + (own.FactorOf(i) * (scales.AddendOf(i) + ((scales.FactorOf(i) - 1) * Means[i]))))],
        };
    }
}
