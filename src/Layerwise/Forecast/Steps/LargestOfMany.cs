using Layerwise.Forecast.Integrals;
using Layerwise.Forecast.Moments;
using Layerwise.Traits;

namespace Layerwise.Forecast.Steps;

/// <summary>
/// The largest of n numbers of one channel (David and Nagaraja, "Order Statistics", 2003, 5.3): each is an increasing function of a Gaussian √ρ·m + √(1 − ρ)·t, with an m that
/// they share and a t of their own, so that P(largest ≤ a) = E[Φ((b − √ρ·m)/√(1 − ρ))ⁿ] over m, with b where a lies on the Gaussian.
/// </summary>
internal sealed class LargestOfMany
{
    // The sum over equal steps is exact for a Gaussian to many digits; six standard deviations weigh 2·10⁻⁹.
    private const int SharedSteps = 12;
    private const double SharedStep = 0.5;

    // Cumulative weights nearer to 0 and 1 than this lie beyond all that the nodes know.
    private const double Reach = 8;

    private LargestOfMany(LayerState outputs, double[] shares) => (Outputs, Shares) = (outputs, shares);

    /// <summary>What is known of the largest: its nodes are those of the inputs with other weights, and behind them the 0 that dropout leaves.</summary>
    public LayerState Outputs { get; }

    /// <summary>How much of the gradient's power comes to each node of the inputs, 1 being the mean over all inputs: more to large ones, which win more often.</summary>
    public double[] Shares { get; }

    /// <param name="inputs">With nodes of a single case.</param>
    /// <param name="count">n, the mean number of positions in a window: at least 1.</param>
    public static LargestOfMany Of(LayerState inputs, double count)
    {
        double kept = 1 - inputs.Dropout;
        var nodes = new NodeList();
        for (int i = 0; i < inputs.Nodes.Count; i++) nodes.Add(inputs.Nodes.Activations[i] / kept, inputs.Nodes.Weights[i] * kept, 0);
        if (kept < 1) nodes.Add(0, 1 - kept, 0);
        nodes.Values.CopyTo(nodes.Activations);
        nodes.Slopes.Fill(1);

        double[] before = nodes.Weights.ToArray();
        double overlap = Weigh(nodes, Math.Min(inputs.Correlation, 1 - 1e-9), count);
        double[] shares = new double[inputs.Nodes.Count];
        for (int i = 0; i < shares.Length; i++) shares[i] = before[i] > 0 ? nodes.Weights[i] / before[i] : 0;
        return new LargestOfMany(StateOf(nodes, overlap), shares);
    }

    private static LayerState StateOf(NodeList nodes, double overlap)
    {
        double mean = 0, power = 0;
        for (int i = 0; i < nodes.Count; i++)
        {
            mean += nodes.Weights[i] * nodes.Values[i];
            power += nodes.Weights[i] * nodes.Values[i] * nodes.Values[i];
        }

        return new LayerState
        {
            Scenarios = [new Scenario(1, mean, Math.Max(0, power - (mean * mean))) { Mean = mean, Power = power, Slope = 1, SlopePower = 1 }],
            Nodes = nodes,
            Mean = mean,
            Power = power,
            Slope = 1,
            SlopePower = 1,
            Overlap = overlap,
        };
    }

    // Gives each node the probability that the largest is there; returns E[largest·largest′] of two samples, which have m in common.
    private static double Weigh(NodeList nodes, double correlation, double count)
    {
        int[] order = [.. Enumerable.Range(0, nodes.Count)];
        Array.Sort(nodes.Values.ToArray(), order);
        double[] edges = Edges(nodes, order);
        nodes.Weights.Clear();
        double overlap = 0;
        int steps = correlation > 0 ? SharedSteps : 0;
        for (int step = -steps; step <= steps; step++)
        {
            double shared = step * SharedStep;
            double weight = steps == 0 ? 1 : SharedStep * StandardNormal.Density(shared);
            double below = 0;
            double mean = 0;
            for (int i = 0; i < order.Length; i++)
            {
                double upTo = i == order.Length - 1
                    ? 1
                    : Math.Pow(StandardNormal.Cumulative((edges[i] - (Math.Sqrt(correlation) * shared)) / Math.Sqrt(1 - correlation)), count);
                nodes.Weights[order[i]] += weight * (upTo - below);
                mean += (upTo - below) * nodes.Values[order[i]];
                below = upTo;
            }

            overlap += weight * mean * mean;
        }

        nodes.Normalize(0, sum: 1);
        return double.IsNaN(correlation) ? double.NaN : overlap;
    }

    // Where on a standard Gaussian the node ends that is the i-th in their order.
    private static double[] Edges(NodeList nodes, int[] order)
    {
        double[] edges = new double[order.Length];
        double sum = 0;
        double low = -Reach;
        for (int i = 0; i < edges.Length; i++)
        {
            sum += nodes.Weights[order[i]];
            double high = Reach;
            double from = low;
            while (high - from > 1e-6)
            {
                double middle = (from + high) / 2;
                if (StandardNormal.Cumulative(middle) < sum) from = middle; else high = middle;
            }

            edges[i] = low = from;
        }

        return edges;
    }
}
