namespace Layerwise.Chains;

/// <summary>A batch normalization as inference computes it: γ·(z − mean)/√(variance + ε) + β, one of each for each unit.</summary>
/// <param name="Gamma">γ.</param>
/// <param name="Beta">β.</param>
/// <param name="Means">The running means.</param>
/// <param name="Variances">The running variances.</param>
/// <param name="Epsilon">ε.</param>
internal sealed record ChainNormalization(double[] Gamma, double[] Beta, double[] Means, double[] Variances, double Epsilon)
{
    /// <summary>The factors that it multiplies z by.</summary>
    public double[] Factors() => [.. Gamma.Select((gamma, i) => gamma / Math.Sqrt(Variances[i] + Epsilon))];

    /// <summary>What it then adds.</summary>
    public double[] Addends()
    {
        double[] factors = Factors();
        return [.. Beta.Select((beta, i) => beta - (factors[i] * Means[i]))];
    }
}
