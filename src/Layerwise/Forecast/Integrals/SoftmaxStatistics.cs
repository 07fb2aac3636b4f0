using Layerwise.Traits;

namespace Layerwise.Forecast.Integrals;

/// <summary>
/// The moments of p = softmax(z) for n independent z from N(μ, σ²), exact for every n and σ: with 1/Sᵏ = ∫tᵏ⁻¹e⁻ᵗˢdt/(k−1)! the average over
/// the sum S = Σeᶻ becomes a product, E[pᵏ] = ∫tᵏ⁻¹·E[eᵏᶻ⁻ᵗᵉ^ᶻ]·E[e⁻ᵗᵉ^ᶻ]ⁿ⁻¹dt/(k−1)!.
/// </summary>
internal readonly struct SoftmaxStatistics
{
    // Where −eʸ has brought e^(ky − eʸ) to nothing, and where eʸ has.
    private const double Lowest = -25;
    private const double Highest = 3.5;

    // The nodes y from Lowest to Highest, each with 1 − e^−eʸ and e^(ky − eʸ) for k = 2, 3, 4, times its weight.
    private static readonly WideNode[] Wide = MakeWide();

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

        Span<double> growths = stackalloc double[sigma <= 1 ? Quadrature.Fine.Standard.Length : 0];
        for (int i = 0; i < growths.Length; i++) growths[i] = Math.Exp(sigma * Quadrature.Fine.Standard[i]);

        double p2 = 0, p3 = 0, p4 = 0, p22 = 0, log1 = 0, log2 = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            for (int i = 0; i < GaussLegendre.Ten.Count; i++)
            {
                double u = lowest + (half * ((2 * panel) + 1 + GaussLegendre.Ten.Nodes[i]));
                double weight = half * GaussLegendre.Ten.Weights[i];
                Moments l = sigma <= 1 ? OfNarrow(u, growths) : OfWide(u, sigma);
                double l0 = l.Step;
                double others = Math.Pow(l0, count - 2);
                p2 += weight * l.Second * l0 * others;
                p3 += weight * l.Third * l0 * others / 2;
                p4 += weight * l.Fourth * l0 * others / 6;
                p22 += weight * l.Second * l.Second * others / 6;

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

    // tᵏ·E[eᵏᶻ⁻ᵗᵉ^ᶻ] at t = eᵘ, the mean of e^(ky − eʸ) over y = z + u, on the scale of the Gaussian where that is narrower than the function.
    private static Moments OfNarrow(double u, ReadOnlySpan<double> growths)
    {
        ReadOnlySpan<double> weights = Quadrature.Fine.StandardWeights;
        double t = Math.Exp(u);
        Moments sum = default;
        for (int i = 0; i < growths.Length; i++)
        {
            double e = t * growths[i];
            double step = weights[i] * Math.Exp(-e);
            double square = step * e * e;
            sum.Step += step;
            sum.Second += square;
            sum.Third += square * e;
            sum.Fourth += square * e * e;
        }

        return sum;
    }

    // The same on the scale of the function, which is as wide as one in y. The step (k = 0) by what it lacks of 1: where all n are far below 1/t, its
    // n-th power lives on that.
    private static Moments OfWide(double u, double sigma)
    {
        double lack = 0;
        Moments sum = default;
        foreach (ref readonly WideNode node in Wide.AsSpan())
        {
            double density = StandardNormal.Density((node.Y - u) / sigma);
            lack += node.Lack * density;
            sum.Second += node.Second * density;
            sum.Third += node.Third * density;
            sum.Fourth += node.Fourth * density;
        }

        return new Moments
        {
            Step = Math.Max(0, 1 - (lack / sigma) - StandardNormal.Cumulative((u - Highest) / sigma)),
            Second = sum.Second / sigma,
            Third = sum.Third / sigma,
            Fourth = sum.Fourth / sigma,
        };
    }

    private static WideNode[] MakeWide()
    {
        const int Panels = 14;
        const double Half = (Highest - Lowest) / (2 * Panels);
        int count = GaussLegendre.Ten.Count;
        var nodes = new WideNode[Panels * count];
        for (int i = 0; i < nodes.Length; i++)
        {
            double y = Lowest + (Half * ((2 * (i / count)) + 1 + GaussLegendre.Ten.Nodes[i % count]));
            double weight = Half * GaussLegendre.Ten.Weights[i % count];
            double e = Math.Exp(y);
            double decay = Math.Exp(-e);
            nodes[i] = new WideNode(y, weight * (1 - decay), weight * e * e * decay, weight * e * e * e * decay, weight * e * e * e * e * decay);
        }

        return nodes;
    }

    // E[e^(ky − eʸ)] for k = 0, 2, 3, 4.
    private struct Moments
    {
        public double Step;
        public double Second;
        public double Third;
        public double Fourth;
    }

    private readonly record struct WideNode(double Y, double Lack, double Second, double Third, double Fourth);
}
