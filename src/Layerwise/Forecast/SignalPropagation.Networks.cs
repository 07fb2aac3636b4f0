using Layerwise.Traits;

namespace Layerwise;

public static partial class SignalPropagation
{
    /// <summary>Predicts a network from what it says of itself, for inputs of its <see cref="INetwork{TSelf}.InputPower"/>.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <returns>What the generator predicted when it wrote the network's comment, and the analyzers when they found nothing to say.</returns>
    public static NetworkPrediction Predict<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> => Predict(Designs<TNetwork>(), TNetwork.InputPower);

    /// <summary>The layers of a network as predictions see them: to change them, and to ask what would happen then.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    public static LayerDesign[] Designs<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        ReadOnlySpan<LayerInfo> layers = TNetwork.Layers;
        var designs = new LayerDesign[layers.Length];
        for (int l = 0; l < designs.Length; l++)
        {
            LayerInfo layer = layers[l];

            // Each step of a sequence is a sample.
            bool isOfSteps = TNetwork.Steps > 0;
            designs[l] = new LayerDesign(layer.FanIn, layer.FanOut, layer.Activation, layer.WeightVariance)
            {
                Kind = layer.Kind,
                Recurrence = layer.Recurrence,
                Window = isOfSteps ? null : layer.Window,
                InputSize = isOfSteps ? layer.Window?.Channels ?? layer.FanIn : layer.InputSize,
                OutputSize = isOfSteps ? layer.Window?.Filters ?? layer.FanOut : layer.OutputSize,
                WeightMean = layer.WeightMean,
                Diagonal = layer.Diagonal,
                Slope = layer.Slope,
                Bias = layer.BiasValue,
                BiasVariance = layer.BiasVariance,
                BatchNormalization = layer.BatchNormalization,
                LayerNormalization = layer.LayerNormalization,
                RmsNormalization = layer.RmsNormalization,
                NormalizedGroups = layer.NormalizedGroups,
                NormalizationEpsilon = layer.NormalizationEpsilon,
                Dropout = layer.Dropout,
                Residual = layer.ResidualSpan > 0,
                ResidualSpan = layer.ResidualSpan,
                ProjectionVariance = layer.LengthOf(TensorRole.Projection) is var projection and > 0 ? (double)(layer.Window?.Filters ?? layer.FanOut) / projection : null,
                Order = layer.Order,
            };
        }

        foreach (HeadInfo head in HeadsOf<TNetwork>.All)
        {
            LayerInfo last = layers[head.Layer];
            designs[head.Layer] = designs[head.Layer] with
            {
                IsFusedWithLoss = last.EndsInActivation && ActivationTraits.Of(last.Activation).CollapsesWith.Contains(head.Loss),
                LossWeight = head.LossWeight,
            };
        }

        int shared = Array.FindIndex(layers.ToArray(), static layer => layer.Head is not null) - 1;
        for (int l = shared + 2; HeadsOf<TNetwork>.AreSeveral && l < designs.Length; l++)
        {
            if (layers[l].Head != layers[l - 1].Head) designs[l] = designs[l] with { Source = shared };
        }

        return designs;
    }
}
