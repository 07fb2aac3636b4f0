using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>
/// What 1/√(variance + ε) may be off. Where z may be off by as much as its deviation, as behind several normalizations of two rows each, first order is not enough: the variance
/// may be much smaller than it is, down to 0, and the inverse then steeper and larger.
/// </summary>
/// <param name="Largest">The largest inverse that the variance may have.</param>
/// <param name="Relative">Its standard error in relation to itself, from where it is steepest.</param>
internal readonly record struct DeviationError(double Largest, double Relative)
{
    /// <param name="inverse">The exact inverse.</param>
    /// <param name="deviations">z without its mean.</param>
    /// <param name="inherited">The standard errors of these.</param>
    public static DeviationError Of(double inverse, IReadOnlyList<double> deviations, IReadOnlyList<double> inherited)
    {
        int count = deviations.Count;
        double variance = deviations.Sum(Square) / count;
        double epsilon = Math.Max(0, (1 / Square(inverse)) - variance);
        double error = OfVariance(deviations, inherited);
        double least = Math.Max(0, variance - (Confidence * error)) + epsilon;

        // 1/√(v + ε) moves by half of what v + ε does.
        return new(1 / Math.Sqrt(least), (3 * Unit) + (error / (2 * least)));
    }

    /// <summary>σ of the biased variance, with deviations as large as they may be.</summary>
    public static double OfVariance(IReadOnlyList<double> deviations, IReadOnlyList<double> inherited)
    {
        double[] largest = [.. deviations.Select((d, i) => Math.Abs(d) + (Confidence * inherited[i]))];
        return Math.Sqrt((4 * largest.Select((d, i) => Square(d * inherited[i])).Sum()) + OfSum(largest.Length + 2, largest.Sum(Square))) / largest.Length;
    }
}
