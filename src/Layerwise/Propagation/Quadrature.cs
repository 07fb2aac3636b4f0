namespace Layerwise.Propagation;

/// <summary>
/// Nodes and weights for the mean of φ(z) over a Gaussian z. The range is cut into panels both on the scale of the Gaussian and on
/// that of φ: Gauss and Hermite's rule knows the first alone and steps over the narrow φ′ of a saturated tanh (it gives 0.068 in place of
/// 2.96 for the gradient of weights from N(0, 1) at width 256).
/// </summary>
internal static class Quadrature
{
    // Panels of 7/3 standard deviations; what is cut off at ±7 weighs 3·10⁻¹².
    private const int Panels = 6;
    private const double Reach = 7;
    private const double PanelWidth = 2 * Reach / Panels;

    private static readonly double[] StandardNodes = new double[Panels * GaussLegendre.Ten.Count];
    private static readonly double[] StandardWeights = MakeStandardWeights();

    /// <summary>Nodes for N(0, 1) and a function that does not turn within one standard deviation.</summary>
    public static ReadOnlySpan<double> Standard => StandardNodes;

    /// <summary>Their weights.</summary>
    public static ReadOnlySpan<double> StandardWeight => StandardWeights;

    /// <summary>Appends nodes for N(mean, deviation²), whose weights add up to <paramref name="weight"/>.</summary>
    /// <param name="nodes">Receives them.</param>
    /// <param name="mean">Finite.</param>
    /// <param name="deviation">Finite, at least 0; 0 gives one node.</param>
    /// <param name="breaks">Where φ turns, ascending.</param>
    /// <param name="weight">Of all of them together.</param>
    /// <param name="scenario">What they belong to.</param>
    public static void Append(NodeList nodes, double mean, double deviation, double[] breaks, double weight, int scenario)
    {
        if (!(deviation > 0))
        {
            nodes.Add(mean, weight, scenario);
            return;
        }

        int start = nodes.Count;
        int next = 0;
        while (next < breaks.Length && !(breaks[next] > mean - (Reach * deviation))) next++;
        for (int panel = 0; panel < Panels; panel++)
        {
            double left = -Reach + (panel * PanelWidth);
            double right = left + PanelWidth;
            if (next == breaks.Length || !((breaks[next] - mean) / deviation < right))
            {
                AppendStandard(nodes, panel, mean, deviation, scenario);
                continue;
            }

            for (; next < breaks.Length && (breaks[next] - mean) / deviation < right; next++)
            {
                double cut = (breaks[next] - mean) / deviation;
                AppendPanel(nodes, left, cut, mean, deviation, scenario);
                left = cut;
            }

            AppendPanel(nodes, left, right, mean, deviation, scenario);
        }

        nodes.Normalize(start, weight);
    }

    private static void AppendStandard(NodeList nodes, int panel, double mean, double deviation, int scenario)
    {
        int count = GaussLegendre.Ten.Count;
        for (int i = panel * count; i < (panel + 1) * count; i++) nodes.Add(mean + (deviation * StandardNodes[i]), StandardWeights[i], scenario);
    }

    private static void AppendPanel(NodeList nodes, double left, double right, double mean, double deviation, int scenario)
    {
        double half = (right - left) / 2;
        if (!(half > 0)) return;
        for (int i = 0; i < GaussLegendre.Ten.Count; i++)
        {
            double x = left + (half * (1 + GaussLegendre.Ten.Nodes[i]));
            nodes.Add(mean + (deviation * x), half * GaussLegendre.Ten.Weights[i] * StandardNormal.Density(x), scenario);
        }
    }

    private static double[] MakeStandardWeights()
    {
        var nodes = new NodeList();
        for (int panel = 0; panel < Panels; panel++)
        {
            double left = -Reach + (panel * PanelWidth);
            AppendPanel(nodes, left, left + PanelWidth, mean: 0, deviation: 1, scenario: 0);
        }

        nodes.Values.CopyTo(StandardNodes);
        return nodes.Weights.ToArray();
    }
}
