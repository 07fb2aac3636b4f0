namespace Layerwise.Reference.Activations;

/// <summary>The normal distribution of mean 0 and variance 1.</summary>
public static class Gaussian
{
    /// <summary>Φ(z), with a small relative error in the left tail too.</summary>
    public static double Cumulative(double z) => z < 0 ? Tail(-z) : 1 - Tail(z);

    /// <summary>Φ′(z).</summary>
    public static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    // 1 − Φ(t): near 0 by the power series of Φ, further out by Laplace's continued fraction, which doesn't cancel.
    private static double Tail(double t)
    {
        if (double.IsNaN(t)) return t;
        if (t > 40) return 0;
        if (t > 3)
        {
            double fraction = 0;
            for (int k = 100; k > 0; k--) fraction = k / (t + fraction);
            return Density(t) / (t + fraction);
        }

        double term = t;
        double sum = t;
        for (int k = 3; k < 99; k += 2)
        {
            term *= t * t / k;
            sum += term;
        }

        return 0.5 - (Density(t) * sum);
    }
}
