using Layerwise.Forecast.Integrals;
using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

/// <summary>a = φ(x·W + b), with or without normalization and dropout: every kind of layer whose outputs are sums over weights of their own.</summary>
internal sealed class WeightsStep(LayerDesign layer, ActivationCurve? curve) : ILayerStep
{
    private PreActivations? _z;
    private LayerState? _outputs;

    /// <inheritdoc/>
    public bool ReadsNodes => layer.Diagonal is not null;

    // For what a normalization takes away that is the same in all samples, or at all positions, and for units that may be dead for all samples.
    /// <inheritdoc/>
    public bool ReadsOverlap => layer.BatchNormalization || layer.NormalizedGroups > 0 || curve is { IsSomewhereFlat: true };

    /// <summary>What it hands on, after the way forward.</summary>
    public LayerState Outputs => _outputs!;

    /// <summary>What each output takes over of the input at its own place: the number on the diagonal, or 0 where the weights mix.</summary>
    public double Diagonal => layer.Diagonal ?? 0;

    /// <inheritdoc/>
    public double[] Turns(double power) => ForwardMoments.SeenThrough(layer, curve, power);

    /// <inheritdoc/>
    public LayerState Forward(LayerState inputs, ForecastNeeds asked)
    {
        NodeList nodes = ReadsNodes || asked.Nodes ? new NodeList() : asked.Passing;
        nodes.Clear();
        _z = PreActivations.Of(layer, inputs, curve, nodes);
        return _outputs = ForwardMoments.Through(layer, curve, _z, asked.Overlap);
    }

    /// <inheritdoc/>
    public double Backward(BackwardMoments gradient, LayerState inputs, double power) => gradient.Through(layer, Outputs, inputs);

    /// <inheritdoc/>
    public LayerPrediction Describe() => new()
    {
        PreActivationMean = _z!.LinearMean,
        PreActivationVariance = _z.LinearVariance,
        DerivativeMean = Outputs.Slope,
        DerivativePower = Outputs.SlopePower,
        SaturatedShare = curve is null ? 0 : Flatness.SaturatedShare(curve, _z, Outputs),
        DeadUnitRisk = curve is null ? 0 : Flatness.DeadUnitRisk(curve, _z),
    };
}
