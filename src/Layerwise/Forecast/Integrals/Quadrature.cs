using Layerwise.Traits;

namespace Layerwise.Forecast.Integrals;

/// <summary>
/// Nodes and weights for the mean of φ(z) over a Gaussian z. The range is cut into panels both on the scale of the Gaussian and on
/// that of φ: Gauss and Hermite's rule knows the first alone and steps over the narrow φ′ of a saturated tanh (it gives 0.068 in place of
/// 2.96 for the gradient of weights from N(0, 1) at width 256).
/// </summary>
internal sealed class Quadrature
{
    // What they cut off at ±7 standard deviations weighs 3·10⁻¹², at ±6.5 8·10⁻¹¹.
    private const int Panels = 6;

    private static readonly double SquareRootOfThree = Math.Sqrt(3);

    /// <summary>For the one Gaussian of a layer: ten digits.</summary>
    public static readonly Quadrature Fine = new(GaussLegendre.Ten, reach: 7);

    /// <summary>For one of many Gaussians, whose errors average out: eight digits.</summary>
    public static readonly Quadrature Coarse = new(GaussLegendre.Seven, reach: 6.5);

    private readonly GaussLegendre _rule;
    private readonly double _reach;
    private readonly double _panelWidth;
    private readonly double[] _standardNodes;
    private readonly double[] _standardWeights;

    private Quadrature(GaussLegendre rule, double reach)
    {
        (_rule, _reach, _panelWidth) = (rule, reach, 2 * reach / Panels);
        var nodes = new NodeList();
        for (int panel = 0; panel < Panels; panel++)
        {
            double left = -_reach + (panel * _panelWidth);
            AppendPanel(nodes, left, left + _panelWidth, mean: 0, deviation: 1, scenario: 0);
        }

        _standardNodes = nodes.Values.ToArray();
        _standardWeights = nodes.Weights.ToArray();
    }

    /// <summary>Nodes for N(0, 1) and a function that does not turn within one standard deviation.</summary>
    public ReadOnlySpan<double> Standard => _standardNodes;

    /// <summary>Their weights.</summary>
    public ReadOnlySpan<double> StandardWeights => _standardWeights;

    /// <summary>Appends nodes for N(mean, deviation²), whose weights add up to <paramref name="weight"/>.</summary>
    /// <param name="nodes">Receives them.</param>
    /// <param name="mean">Finite.</param>
    /// <param name="deviation">Finite, at least 0; 0 gives one node.</param>
    /// <param name="breaks">Where φ turns, ascending.</param>
    /// <param name="weight">Of all of them together.</param>
    /// <param name="scenario">What they belong to.</param>
    public void Append(NodeList nodes, double mean, double deviation, double[] breaks, double weight, int scenario)
    {
        if (!(deviation > 0))
        {
            nodes.Add(mean, weight, scenario);
            return;
        }

        int start = nodes.Count;
        int next = 0;
        while (next < breaks.Length && !(breaks[next] > mean - (_reach * deviation))) next++;
        for (int panel = 0; panel < Panels; panel++)
        {
            double left = -_reach + (panel * _panelWidth);
            double right = left + _panelWidth;
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

    /// <summary>
    /// As <see cref="Append"/>, with no more nodes than needed where there are a hundred Gaussians, most of them narrow or far out: over one that keeps
    /// away from the corners of φ, Gauss and Hermite's three nodes do.
    /// </summary>
    public void AppendOneOfMany(NodeList nodes, double mean, double deviation, ActivationCurve curve, double weight, int scenario)
    {
        if (deviation > 0 && IsFar(curve.Corners, mean, _reach * deviation))
        {
            nodes.Add(mean - (SquareRootOfThree * deviation), weight / 6, scenario);
            nodes.Add(mean, weight * 2 / 3, scenario);
            nodes.Add(mean + (SquareRootOfThree * deviation), weight / 6, scenario);
            return;
        }

        Append(nodes, mean, deviation, curve.Breaks, weight, scenario);
    }

    private static bool IsFar(double[] corners, double mean, double distance)
    {
        foreach (double corner in corners)
        {
            if (Math.Abs(mean - corner) < distance) return false;
        }

        return true;
    }

    private void AppendStandard(NodeList nodes, int panel, double mean, double deviation, int scenario)
    {
        ReadOnlySpan<double> standard = _standardNodes.AsSpan(panel * _rule.Count, _rule.Count);
        int start = nodes.Extend(_rule.Count, scenario);
        Span<double> values = nodes.Values.Slice(start);
        for (int i = 0; i < values.Length; i++) values[i] = mean + (deviation * standard[i]);
        _standardWeights.AsSpan(panel * _rule.Count, _rule.Count).CopyTo(nodes.Weights.Slice(start));
    }

    private void AppendPanel(NodeList nodes, double left, double right, double mean, double deviation, int scenario)
    {
        // What rounding leaves between a corner and the edge of a panel is no panel.
        double half = (right - left) / 2;
        if (!(half > 1e-12)) return;
        int start = nodes.Extend(_rule.Count, scenario);
        Span<double> values = nodes.Values.Slice(start);
        Span<double> weights = nodes.Weights.Slice(start);
        for (int i = 0; i < values.Length; i++)
        {
            double x = left + (half * (1 + _rule.Nodes[i]));
            values[i] = mean + (deviation * x);
            weights[i] = half * _rule.Weights[i] * StandardNormal.Density(x);
        }
    }
}
