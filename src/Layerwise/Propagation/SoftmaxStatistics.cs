using Layerwise.Traits;

namespace Layerwise.Propagation;

/// <summary>
/// The moments of p = softmax(z) for n independent z from N(μ, σ²), exact for every n and σ: with 1/Sᵏ = ∫tᵏ⁻¹e⁻ᵗˢdt/(k−1)! the average over
/// the sum S = Σeᶻ becomes a product, E[pᵏ] = ∫tᵏ⁻¹·E[eᵏᶻ⁻ᵗᵉ^ᶻ]·E[e⁻ᵗᵉ^ᶻ]ⁿ⁻¹dt/(k−1)!.
/// </summary>
internal readonly struct SoftmaxStatistics
{
    // Where −eʸ has brought e^(ky − eʸ) to nothing, and where eʸ has.
    private const double Lowest = -25;
    private const double Highest = 3.5;

    private static readonly double[] GumbelNodes = MakeGumbelNodes(out GumbelWeights);
    private static readonly double[] GumbelWeights;

    private SoftmaxStatistics(double power, double jacobianPower, double slope, double logMean, double logVariance) =>
        (Power, JacobianPower, Slope, LogSumMean, LogSumVariance) = (power, jacobianPower, slope, logMean, logVariance);

    /// <summary>E[p²].</summary>
    public double Power { get; }

    /// <summary>E[(∂L/∂z)²] for independent ∂L/∂p of power 1: E[p²(1 − 2p + Σp²)].</summary>
    public double JacobianPower { get; }

    /// <summary>E[p(1 − p)], the mean of the Jacobian's diagonal.</summary>
    public double Slope { get; }

    /// <summary>E[ln Σeᶻ] for μ = 0.</summary>
    public double LogSumMean { get; }

    /// <summary>Var[ln Σeᶻ].</summary>
    public double LogSumVariance { get; }

    /// <param name="count">n, at least 2.</param>
    /// <param name="deviation">σ, at least 0.</param>
    public static SoftmaxStatistics Of(int count, double deviation)
    {
        // Beyond this the largest z has everything, whatever σ; in between ln t runs from where all n together reach 1/t to where none does.
        double sigma = Math.Min(deviation, 1e6);
        double lowest = -Math.Log(count) - Math.Min(sigma * sigma / 2, 8 * sigma) - 12;
        double highest = (4 * sigma) + Highest;
        int panels = (int)Math.Ceiling((highest - lowest) / Math.Max(2, sigma / 2));
        double half = (highest - lowest) / (2 * panels);

        double p2 = 0, p3 = 0, p4 = 0, p22 = 0, log1 = 0, log2 = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            for (int i = 0; i < GaussLegendre.Ten.Count; i++)
            {
                double u = lowest + (half * ((2 * panel) + 1 + GaussLegendre.Ten.Nodes[i]));
                double weight = half * GaussLegendre.Ten.Weights[i];
                Laplace(u, sigma, out double l0, out double l2, out double l3, out double l4);
                double others = Math.Pow(l0, count - 2);
                p2 += weight * l2 * l0 * others;
                p3 += weight * l3 * l0 * others / 2;
                p4 += weight * l4 * l0 * others / 6;
                p22 += weight * l2 * l2 * others / 6;

                // P(ln E − ln S > u) for an exponential E: its mean and variance less those of ln E are those of ln S.
                double survival = others * l0 * l0;
                log1 += weight * survival;
                log2 += weight * survival * (u - lowest);
            }
        }

        const double EulerGamma = 0.57721566490153286;
        double gumbelMean = lowest + log1;
        double gumbelVariance = (2 * log2) - (log1 * log1);
        return new SoftmaxStatistics(
            p2,
            p2 - (2 * p3) + p4 + ((count - 1) * p22),
            (1.0 / count) - p2,
            -EulerGamma - gumbelMean,
            Math.Max(0, gumbelVariance - (Math.PI * Math.PI / 6)));
    }

    // tᵏ·E[eᵏᶻ⁻ᵗᵉ^ᶻ] at t = eᵘ: the mean of e^(ky − eʸ) over y = z + u. It is as wide as one in y; a narrower Gaussian is integrated on its own scale, a
    // wider one on that of the function, whose step (k = 0) is the mean of Φ over the step's density.
    private static void Laplace(double u, double sigma, out double l0, out double l2, out double l3, out double l4)
    {
        l0 = l2 = l3 = l4 = 0;
        bool isNarrow = sigma <= 1;
        ReadOnlySpan<double> nodes = isNarrow ? Quadrature.Fine.Standard : GumbelNodes;
        ReadOnlySpan<double> weights = isNarrow ? Quadrature.Fine.StandardWeights : GumbelWeights;
        for (int i = 0; i < nodes.Length; i++)
        {
            double e, decay, weight;
            if (isNarrow)
            {
                e = Math.Exp(u + (sigma * nodes[i]));
                decay = Math.Exp(-e);
                weight = weights[i];
                l0 += weight * decay;
            }
            else
            {
                double x = (nodes[i] - u) / sigma;
                e = Math.Exp(nodes[i]);
                decay = Math.Exp(-e);
                weight = weights[i] * StandardNormal.Density(x) / sigma;
                l0 += weights[i] * e * decay * StandardNormal.Cumulative(x);
            }

            double square = weight * decay * e * e;
            l2 += square;
            l3 += square * e;
            l4 += square * e * e;
        }
    }

    private static double[] MakeGumbelNodes(out double[] weights)
    {
        const int Panels = 14;
        const double Half = (Highest - Lowest) / (2 * Panels);
        int count = GaussLegendre.Ten.Count;
        double[] nodes = new double[Panels * count];
        weights = new double[Panels * count];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Lowest + (Half * ((2 * (i / count)) + 1 + GaussLegendre.Ten.Nodes[i % count]));
            weights[i] = Half * GaussLegendre.Ten.Weights[i % count];
        }

        return nodes;
    }
}
