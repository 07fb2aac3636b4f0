using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Networks;

/// <summary>
/// How far signal and gradient of a hidden layer are from what enters at their end of the network, in decades: 0 is the same size, ∞ is nothing
/// left or all bounds left, NaN is not known.
/// </summary>
/// <param name="OfSignal">Between the layer's activations and the inputs.</param>
/// <param name="OfGradient">Between the gradient with respect to the layer's activations and the one with respect to the outputs.</param>
internal readonly record struct Distance(double OfSignal, double OfGradient)
{
    /// <summary>Of each hidden layer, first to last. The last layer's outputs have the size that the task asks for.</summary>
    public static IEnumerable<Distance> Of(NetworkSpec network, NetworkPrediction prediction) => ChannelGradients.Of(network, prediction)
        .Take(prediction.Layers.Count - 1)
        .Select(layer => new Distance(Decades(layer.SignalRms / Math.Sqrt(prediction.InputPower)), Decades(layer.GradientRms)));

    /// <summary>The larger of the two, as far as they are known: of nothing known, 0.</summary>
    public double Farthest => Math.Max(Known(OfSignal), Known(OfGradient));

    private static double Decades(double size) => Math.Abs(Math.Log10(size));

    private static double Known(double distance) => double.IsNaN(distance) ? 0 : distance;
}
