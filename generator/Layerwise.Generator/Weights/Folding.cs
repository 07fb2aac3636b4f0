using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Runtime;

namespace Layerwise.Generator.Weights;

/// <summary>Makes batch normalization part of the linear map before it, and drops dropout.</summary>
internal static class Folding
{
    /// <summary>The network without what only training needs.</summary>
    public static NetworkSpec Plain(NetworkSpec network)
    {
        ImmutableArray<LayerSpec>.Builder layers = ImmutableArray.CreateBuilder<LayerSpec>(network.Layers.Count);
        int offset = 0;
        foreach (LayerSpec layer in network.Layers)
        {
            LayerSpec plain = layer with
            {
                HasBias = layer.HasBias || layer.BatchNormalization,
                BatchNormalization = false,
                Dropout = 0,
                WeightsOffset = offset,
                StatisticsOffset = 0,
            };
            layers.Add(plain);
            offset += plain.ParameterCount;
        }

        return network with { Layers = new EquatableArray<LayerSpec>(layers.MoveToImmutable()) };
    }

    /// <summary>The parameters of the plain network.</summary>
    public static float[] Parameters(FrozenNetwork frozen)
    {
        var parameters = new float[frozen.Network.ParameterCount];
        for (int l = 0; l < frozen.Network.Layers.Count; l++)
        {
            LayerSpec layer = frozen.Network.Layers[l];
            float[] weights = frozen.Values(TensorNames.Weights(layer))!;
            float[] biases = frozen.Values(TensorNames.Biases(layer)) ?? new float[layer.BiasCount];
            if (frozen.Declared.Layers[l].BatchNormalization)
            {
                FoldedNormalization.Fold(
                    weights,
                    biases,
                    frozen.Values(TensorNames.Gamma(layer)),
                    frozen.Values(TensorNames.Beta(layer)),
                    frozen.Values(TensorNames.RunningMeans(layer)),
                    frozen.Values(TensorNames.RunningVariances(layer)));
            }

            weights.CopyTo(parameters, layer.WeightsOffset);
            biases.CopyTo(parameters, layer.WeightsOffset + layer.WeightCount);
            if (layer.SlopeCount > 0) frozen.Values(TensorNames.Slope(layer))!.CopyTo(parameters, layer.WeightsOffset + layer.SlopeOffset);
        }

        return parameters;
    }
}
