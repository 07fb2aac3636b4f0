namespace Layerwise.Traits;

/// <summary>The normal distribution of mean 0 and variance 1.</summary>
internal static class StandardNormal
{
    private const double DensityAtZero = 0.39894228040143267794;

    /// <summary>The density at x.</summary>
    public static double Density(double x) => DensityAtZero * Math.Exp(-x * x / 2);

    /// <summary>Φ(x) to 10⁻⁷, which is far more than mean-field theory is good for (Abramowitz &amp; Stegun 1964, 26.2.17).</summary>
    public static double Cumulative(double x) => Cumulative(x, out _);

    /// <summary><see cref="Cumulative(double)"/>, and the density that it needs.</summary>
    public static double Cumulative(double x, out double density)
    {
        density = Density(x);
        double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        double polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        double tail = density * polynomial;
        return x < 0 ? tail : 1 - tail;
    }
}
