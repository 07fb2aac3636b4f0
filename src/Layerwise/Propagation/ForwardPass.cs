namespace Layerwise.Propagation;

/// <summary>From the statistics of a layer's inputs to those of its activations.</summary>
internal static class ForwardPass
{
    /// <summary>The inputs of the network: independent Gaussians of mean 0.</summary>
    public static LayerState Inputs(double power)
    {
        var scenario = new Scenario(1, 0, power) { Mean = 0, Power = power, Slope = 1, SlopePower = 1 };
        var nodes = new NodeList();
        Quadrature.Append(nodes, 0, Math.Sqrt(power), breaks: [], weight: 1, scenario: 0);
        double[] slopes = new double[nodes.Count];
        slopes.AsSpan().Fill(1);
        return new LayerState { Scenarios = [scenario], Nodes = nodes, Activations = nodes.Values.ToArray(), Slopes = slopes, Mean = 0, Power = power, Overlap = 0 };
    }

    public static LayerState Through(LayerDesign layer, ActivationCurve? curve, PreActivations z, bool needsOverlap)
    {
        if (curve is null) return RowwiseActivation.Apply(layer, z);

        double[] activations = new double[z.Nodes.Count];
        double[] slopes = new double[z.Nodes.Count];
        ReadOnlySpan<double> values = z.Nodes.Values;
        ReadOnlySpan<double> weights = z.Nodes.Weights;
        ReadOnlySpan<int> scenarios = z.Nodes.Scenarios;
        for (int i = 0; i < values.Length; i++)
        {
            double a = curve.Evaluate(values[i], out double slope);
            activations[i] = a;
            slopes[i] = slope;
            Scenario scenario = z.Scenarios[scenarios[i]];
            double weight = weights[i] / scenario.Weight;
            scenario.Mean += weight * a;
            scenario.Power += weight * a * a;
            scenario.Slope += weight * slope;
            scenario.SlopePower += weight * slope * slope;
        }

        double mean = z.Scenarios.Sum(static scenario => scenario.Weight * scenario.Mean);
        double power = z.Scenarios.Sum(static scenario => scenario.Weight * scenario.Power);
        return new LayerState
        {
            Scenarios = z.Scenarios,
            Nodes = z.Nodes,
            Activations = activations,
            Slopes = slopes,
            IsUnmixed = layer.Diagonal is not null,
            Dropout = layer.Dropout,
            Mean = mean,
            Power = power / (1 - layer.Dropout),
            Overlap = needsOverlap ? Overlap(layer, z, activations, mean, power) : double.NaN,
            NormalizationPower = z.NormalizationPower,
        };
    }

    private static double Overlap(LayerDesign layer, PreActivations z, double[] activations, double mean, double power)
    {
        double correlation = z.Variance > 0 ? Math.Min(1, Math.Max(0, z.SharedVariance / z.Variance)) : 1;
        if (layer.Diagonal is not null) return (mean * mean) + (correlation * (power - (mean * mean)));

        // With several cases, two samples are in two of them, and what their units still share is of the order 1/n.
        return z.Scenarios.Length > 1 || correlation == 0
            ? mean * mean
            : z.Variance > 0 ? Hermite.Overlap(z.Nodes, activations, z.Mean, Math.Sqrt(z.Variance), correlation) : power;
    }
}
