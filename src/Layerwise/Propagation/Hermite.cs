namespace Layerwise.Propagation;

/// <summary>
/// The overlap E[φ(z)·φ(z′)] of two Gaussians of one variance and correlation ρ: Σ cₖ²·ρᵏ with φ's coefficients cₖ in normalized Hermite
/// polynomials (Daniely et al. 2016). It says how alike two samples still are behind a layer (Poole et al. 2016).
/// </summary>
internal static class Hermite
{
    private const int Orders = 12;

    private static readonly double[] Roots = [.. Enumerable.Range(0, Orders + 1).Select(static k => Math.Sqrt(k))];
    private static readonly double[] Reciprocals = [.. Roots.Select(static root => 1 / root)];

    /// <param name="nodes">Of z.</param>
    /// <param name="activations">φ at the nodes.</param>
    /// <param name="mean">Of z.</param>
    /// <param name="deviation">Of z, greater than 0.</param>
    /// <param name="correlation">ρ, in [0, 1].</param>
    public static double Overlap(NodeList nodes, double[] activations, double mean, double deviation, double correlation)
    {
        Span<double> coefficients = stackalloc double[Orders];
        coefficients.Clear();
        ReadOnlySpan<double> values = nodes.Values;
        ReadOnlySpan<double> weights = nodes.Weights;
        double power = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double x = (values[i] - mean) / deviation;
            double part = weights[i] * activations[i];
            double previous = 0;
            double polynomial = 1;
            power += part * activations[i];
            for (int k = 0; k < Orders; k++)
            {
                coefficients[k] += part * polynomial;
                (previous, polynomial) = (polynomial, ((x * polynomial) - (Roots[k] * previous)) * Reciprocals[k + 1]);
            }
        }

        double overlap = 0;
        double left = power;
        double factor = 1;
        foreach (double coefficient in coefficients)
        {
            overlap += coefficient * coefficient * factor;
            left -= coefficient * coefficient;
            factor *= correlation;
        }

        // What the higher orders hold is known as a whole (their sum at ρ = 1 is E[φ²]); all of it at the next order is an upper bound.
        return overlap + (Math.Max(0, left) * factor);
    }
}
