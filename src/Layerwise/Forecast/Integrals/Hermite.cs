namespace Layerwise.Forecast.Integrals;

/// <summary>
/// The overlap E[φ(z)·φ(z′)] of two Gaussians of one variance and correlation ρ: Σ cₖ²·ρᵏ with φ's coefficients cₖ in normalized Hermite
/// polynomials (Daniely et al. 2016). It says how alike two samples still are behind a layer (Poole et al. 2016).
/// </summary>
internal static class Hermite
{
    private const int Orders = 12;
    private const int MostOnStack = 256;

    private static readonly double[] Roots = [.. Enumerable.Range(0, Orders + 1).Select(static k => Math.Sqrt(k))];
    private static readonly double[] Reciprocals = [.. Roots.Select(static root => 1 / root)];

    /// <param name="nodes">Of z, with φ there.</param>
    /// <param name="mean">Of z.</param>
    /// <param name="deviation">Of z, greater than 0.</param>
    /// <param name="correlation">ρ, in [0, 1].</param>
    public static double Overlap(NodeList nodes, double mean, double deviation, double correlation)
    {
        Span<Term> buffer = nodes.Count <= MostOnStack ? stackalloc Term[nodes.Count] : new Term[nodes.Count];
        ReadOnlySpan<double> values = nodes.Values;
        ReadOnlySpan<double> weights = nodes.Weights;
        ReadOnlySpan<double> activations = nodes.Activations;
        int count = 0;
        double power = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (activations[i] == 0) continue;
            double part = weights[i] * activations[i];
            power += part * activations[i];
            buffer[count++] = new Term { X = (values[i] - mean) / deviation, Part = part, Polynomial = 1 };
        }

        // Order by order and not node by node: each node's recurrence is a chain of its own, and the processor walks along many of them at once.
        Span<Term> terms = buffer.Slice(0, count);
        Span<double> coefficients = stackalloc double[Orders];
        for (int k = 0; k < Orders; k++)
        {
            double root = Roots[k];
            double reciprocal = Reciprocals[k + 1];
            double coefficient = 0;
            foreach (ref Term term in terms)
            {
                coefficient += term.Part * term.Polynomial;
                (term.Previous, term.Polynomial) = (term.Polynomial, ((term.X * term.Polynomial) - (root * term.Previous)) * reciprocal);
            }

            coefficients[k] = coefficient;
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

    // A node, and where its recurrence has come to.
    private struct Term
    {
        public double X;
        public double Part;
        public double Previous;
        public double Polynomial;
    }
}
