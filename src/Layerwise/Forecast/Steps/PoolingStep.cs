using Layerwise.Forecast.Integrals;
using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

/// <summary>
/// The mean or the largest number of a window, channel by channel. Two positions of a channel are as alike as two samples are at a unit: weights of mean 0 tie neither, and what
/// the unit does to all of them they share. Of the mean of n numbers with E[a·a′] = Q that leaves E[a²]/n + (1 − 1/n)·Q. What else neighbours have in common, because windows
/// overlap or because the inputs do, is not known and not counted. Back, a mean hands each input an n-th, and a largest number all of it to one.
/// </summary>
/// <param name="layer">The layer, with its window.</param>
internal sealed class PoolingStep(LayerDesign layer) : ILayerStep
{
    private LargestOfMany? _largest;
    private LayerState? _outputs;

    /// <inheritdoc/>
    public bool ReadsNodes => layer.Window!.IsMax;

    /// <inheritdoc/>
    public bool ReadsOverlap => true;

    /// <inheritdoc/>
    public double[] Turns(double power) => [];

    /// <inheritdoc/>
    public LayerState Forward(LayerState inputs, ForecastNeeds asked)
    {
        // Where all units of a layer move together, or depend on each other, positions are tied in a way that nothing says.
        bool isKnown = inputs.Scenarios.Length == 1 && !(ReadsNodes && inputs.IsRowwise);
        _largest = ReadsNodes && isKnown ? LargestOfMany.Of(inputs, layer.Seen) : null;
        return _outputs = _largest?.Outputs ?? Mean(inputs, isKnown ? 1 / layer.Seen : double.NaN);
    }

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs, double power)
    {
        WindowInfo window = layer.Window!;
        double outputsPerInput = (double)layer.OutputSize / layer.InputSize;
        double alike = gradient.PositionCorrelation;
        double meeting = alike > 0 ? 1 + (alike * (window.IsMax ? WindowOverlap.ChosenAlike(window) : WindowOverlap.Shared(window))) : 1;
        return gradient.ThroughPooling(inputs, _largest?.Shares, outputsPerInput * meeting / (window.IsMax ? 1 : layer.Seen), window.IsGlobal ? 1 : 0);
    }

    /// <inheritdoc/>
    public LayerPrediction Describe() => new()
    {
        PreActivationMean = _outputs!.Mean,
        PreActivationVariance = Math.Max(0, _outputs.Power - (_outputs.Mean * _outputs.Mean)),
        DerivativeMean = 1,
        DerivativePower = 1,
    };

    // Many numbers have a Gaussian mean.
    private static LayerState Mean(LayerState inputs, double share)
    {
        double power = (inputs.Power * share) + (inputs.Overlap * (1 - share));
        double variance = Math.Max(0, power - (inputs.Mean * inputs.Mean));
        var nodes = new NodeList();
        Quadrature.Fine.Append(nodes, inputs.Mean, Math.Sqrt(variance), [], weight: 1, scenario: 0);
        nodes.Values.CopyTo(nodes.Activations);
        nodes.Slopes.Fill(1);
        return new LayerState
        {
            Scenarios = [new Scenario(1, inputs.Mean, variance) { Mean = inputs.Mean, Power = power, Slope = 1, SlopePower = 1 }],
            Nodes = nodes,
            Mean = inputs.Mean,
            Power = power,
            Slope = 1,
            SlopePower = 1,
            Overlap = inputs.Overlap,
        };
    }
}
