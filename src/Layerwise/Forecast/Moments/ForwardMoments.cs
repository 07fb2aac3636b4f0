using Layerwise.Forecast.Integrals;

namespace Layerwise.Forecast.Moments;

/// <summary>From the statistics of a layer's inputs to those of its activations.</summary>
internal static class ForwardMoments
{
    /// <summary>The inputs of the network: independent Gaussians of mean 0.</summary>
    /// <param name="power">E[x²].</param>
    /// <param name="turns">Where the first step turns: one that does not mix sees these very values.</param>
    public static LayerState Inputs(double power, double[] turns)
    {
        var scenario = new Scenario(1, 0, power) { Mean = 0, Power = power, Slope = 1, SlopePower = 1 };
        var nodes = new NodeList();
        Quadrature.Fine.Append(nodes, 0, Math.Sqrt(power), turns, weight: 1, scenario: 0);
        nodes.Values.CopyTo(nodes.Activations);
        nodes.Slopes.Fill(1);
        return new LayerState { Scenarios = [scenario], Nodes = nodes, Mean = 0, Power = power, Overlap = 0 };
    }

    /// <summary>The inputs of the network at which the activation of a first layer turns, ascending; none where the layer mixes them.</summary>
    public static double[] SeenThrough(LayerDesign first, ActivationCurve? curve, double power)
    {
        if (first.Diagonal is not { } diagonal || diagonal == 0 || curve is null) return [];
        double[] breaks = first.IsNormalized
            ? [.. curve.Breaks.Select(value => value * Math.Sqrt(power) * Math.Sign(diagonal))]
            : [.. curve.Breaks.Select(value => (value - first.Bias) / diagonal)];
        Array.Sort(breaks);
        return breaks;
    }

    public static LayerState Through(LayerDesign layer, ActivationCurve? curve, PreActivations z, bool needsOverlap)
    {
        if (curve is null) return RowwiseActivation.Apply(layer, z);

        Span<double> activations = z.Nodes.Activations;
        Span<double> slopes = z.Nodes.Slopes;
        ReadOnlySpan<double> values = z.Nodes.Values;
        ReadOnlySpan<double> weights = z.Nodes.Weights;
        ReadOnlySpan<int> scenarios = z.Nodes.Scenarios;
        int i = 0;
        while (i < values.Length)
        {
            // The nodes of a scenario follow each other, all or in runs.
            int current = scenarios[i];
            double ofMean = 0, ofPower = 0, ofSlope = 0, ofSlopePower = 0;
            for (; i < values.Length && scenarios[i] == current; i++)
            {
                double a = curve.Evaluate(values[i], out double slope);
                activations[i] = a;
                slopes[i] = slope;
                ofMean += weights[i] * a;
                ofPower += weights[i] * a * a;
                ofSlope += weights[i] * slope;
                ofSlopePower += weights[i] * slope * slope;
            }

            Scenario scenario = z.Scenarios[current];
            scenario.Mean += ofMean / scenario.Weight;
            scenario.Power += ofPower / scenario.Weight;
            scenario.Slope += ofSlope / scenario.Weight;
            scenario.SlopePower += ofSlopePower / scenario.Weight;
        }

        Scenario average = Scenario.Average(z.Scenarios);
        return new LayerState
        {
            Scenarios = z.Scenarios,
            Nodes = z.Nodes,
            IsUnmixed = layer.Diagonal is not null,
            Dropout = layer.Dropout,
            Mean = average.Mean,
            Slope = average.Slope,
            SlopePower = average.SlopePower,
            Power = average.Power / (1 - layer.Dropout),
            Overlap = needsOverlap ? Overlap(layer, z, average.Mean, average.Power) : double.NaN,
            Correlation = layer.Dropout == 0 && layer.Diagonal is null && z.Variance > 0 ? Math.Min(1, Math.Max(0, z.SharedVariance / z.Variance)) : double.NaN,
            NormalizationPower = z.NormalizationPower,
        };
    }

    private static double Overlap(LayerDesign layer, PreActivations z, double mean, double power)
    {
        double correlation = z.Variance > 0 ? Math.Min(1, Math.Max(0, z.SharedVariance / z.Variance)) : 1;
        if (layer.Diagonal is not null) return (mean * mean) + (correlation * (power - (mean * mean)));

        // With several cases, two samples are in two of them, and what their units still share is of the order 1/n.
        return z.Scenarios.Length > 1 || correlation == 0
            ? mean * mean
            : z.Variance > 0 ? Hermite.Overlap(z.Nodes, z.Mean, Math.Sqrt(z.Variance), correlation) : power;
    }
}
