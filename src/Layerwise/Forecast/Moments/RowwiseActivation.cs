using Layerwise.Forecast.Integrals;
using Layerwise.Traits;

namespace Layerwise.Forecast.Moments;

/// <summary>Softmax and LogSoftmax, whose outputs depend on all pre-activations of a sample.</summary>
internal static class RowwiseActivation
{
    public static LayerState Apply(LayerDesign layer, PreActivations z)
    {
        bool isLogarithm = ActivationTraits.Of(layer.Activation).GivesLogarithms;
        double count = layer.FanOut;

        // Cases that differ in what the units of a sample have in common are all alike here.
        SoftmaxStatistics softmax = default;
        double known = double.NaN;
        foreach (Scenario scenario in z.Scenarios)
        {
            // What all units of a sample have in common cancels.
            double variance = scenario.PreActivationVariance;
            if (layer.FanOut == 1)
            {
                scenario.Mean = scenario.Power = isLogarithm ? 0 : 1;
                continue;
            }

            if (variance != known) (softmax, known) = (SoftmaxStatistics.Of(layer.FanOut, Math.Sqrt(variance)), variance);
            if (isLogarithm)
            {
                // Stein: E[z·ln S] = σ²·E[p]. By independent ∂L/∂a of power 1, ∂L/∂z = ∂L/∂a − p·Σ∂L/∂a.
                scenario.Mean = -softmax.LogSumMean;
                scenario.Power = variance - (2 * variance / count) + softmax.LogSumVariance + (softmax.LogSumMean * softmax.LogSumMean);
                scenario.Slope = 1 - (1 / count);
                scenario.SlopePower = 1 - (2 / count) + (count * softmax.Power);
            }
            else
            {
                scenario.Mean = 1 / count;
                scenario.Power = softmax.Power;
                scenario.Slope = softmax.Slope;
                scenario.SlopePower = softmax.JacobianPower;
            }
        }

        // To a layer that does not mix, each case is one value.
        NodeList nodes = z.Nodes;
        nodes.Clear();
        for (int k = 0; k < z.Scenarios.Length; k++)
        {
            nodes.Add(z.Scenarios[k].PreActivationMean, z.Scenarios[k].Weight, k);
            nodes.Activations[k] = z.Scenarios[k].Mean;
            nodes.Slopes[k] = z.Scenarios[k].Slope;
        }

        Scenario average = Scenario.Average(z.Scenarios);
        return new LayerState
        {
            Scenarios = z.Scenarios,
            Nodes = nodes,
            IsRowwise = true,
            Dropout = layer.Dropout,
            Mean = average.Mean,
            Slope = average.Slope,
            SlopePower = average.SlopePower,
            Power = average.Power / (1 - layer.Dropout),
            Overlap = average.Mean * average.Mean,
            NormalizationPower = z.NormalizationPower,
        };
    }
}
