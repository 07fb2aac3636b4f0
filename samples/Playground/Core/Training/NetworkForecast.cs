using Layerwise;

namespace Playground.Training;

/// <summary>What a declaration says of signal and gradient, layer by layer.</summary>
/// <param name="Means">Of the activations.</param>
/// <param name="Deviations">Of the activations.</param>
/// <param name="Gradients">
/// Root mean square of the derivative of the loss with respect to what an activation is given, where the one of the last layer is 1.
/// </param>
internal sealed record NetworkForecast(double[] Means, double[] Deviations, double[] Gradients)
{
    /// <summary>Of a network.</summary>
    public static NetworkForecast Of<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        IReadOnlyList<LayerPrediction> layers = SignalPropagation.Predict<TNetwork>().Layers;

        // What comes out of a loss that collapses with the last activation has passed that activation already.
        bool isFused = SignalPropagation.Designs<TNetwork>()[^1].IsFusedWithLoss;
        double[] gradients = [.. layers.Select((layer, l) => layer.GradientRms * (isFused && l == layers.Count - 1 ? 1 : Math.Sqrt(layer.DerivativePower)))];
        double last = gradients[^1];
        return new NetworkForecast(
            [.. layers.Select(static layer => layer.ActivationMean)],
            [.. layers.Select(static layer => Math.Sqrt(layer.ActivationVariance))],
            [.. gradients.Select(gradient => last == 0 ? 0 : gradient / last)]);
    }
}
