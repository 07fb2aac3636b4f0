namespace Layerwise.Conformance.Errors;

/// <summary>
/// The error model of a float computation. It predicts a standard error σ for every result; a result may differ from the exact
/// one by <see cref="Confidence"/>·σ.
/// </summary>
/// <remarks>
/// A sum of n products, in any order, with or without fused multiply-add, has the rounding error λ·√n·u·Σ|terms| at most with
/// probability 1 − 2·exp(−λ²/2) if roundings are independent with mean 0 (Higham &amp; Mary, "A new approach to probabilistic
/// rounding error analysis", 2019); so σ = √n·u·Σ|terms|. Errors that a term inherits pass on as variances, to first order.
/// λ = 8 leaves less than 3·10⁻¹⁴ to chance, far below one failure in all values of a test run.
/// </remarks>
internal static class Rounding
{
    /// <summary>λ.</summary>
    public const double Confidence = 8;

    /// <summary>u, the relative error of one correctly rounded operation.</summary>
    public const double Unit = 1.0 / (1 << 24);

    /// <summary>Relative error of one evaluation of exp, log, tanh or the logistic function, in u.</summary>
    public const double Transcendental = 4;

    /// <summary>Below the smallest normal float, results may be flushed to zero.</summary>
    public const double Smallest = 1.1754944e-38;

    public static double Square(double value) => value * value;

    /// <summary>σ² of a sum of <paramref name="count"/> exact terms whose magnitudes add up to <paramref name="magnitude"/>.</summary>
    public static double OfSum(int count, double magnitude) => count * Square(Unit * magnitude);
}
