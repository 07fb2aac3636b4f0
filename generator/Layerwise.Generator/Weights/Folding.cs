using System.Collections.Immutable;
using Layerwise.Generator.Model;

namespace Layerwise.Generator.Weights;

/// <summary>
/// Makes batch normalization part of the linear map before it: γ·(x·W + b − mean)/√(variance + ε) + β = x·(s·W) + (s·(b − mean) + β) with
/// s = γ/√(variance + ε).
/// </summary>
internal static class Folding
{
    // PyTorch's, as LayerAttribute.BatchNormalization says.
    private const double Epsilon = 1e-5;

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
            if (frozen.Declared.Layers[l].BatchNormalization) Fold(frozen, layer, weights, biases);
            weights.CopyTo(parameters, layer.WeightsOffset);
            biases.CopyTo(parameters, layer.WeightsOffset + layer.WeightCount);
            if (layer.SlopeCount > 0) frozen.Values(TensorNames.Slope(layer))!.CopyTo(parameters, layer.WeightsOffset + layer.SlopeOffset);
        }

        return parameters;
    }

    private static void Fold(FrozenNetwork frozen, LayerSpec layer, float[] weights, float[] biases)
    {
        float[] gamma = frozen.Values(TensorNames.Gamma(layer))!;
        float[] beta = frozen.Values(TensorNames.Beta(layer))!;
        float[] mean = frozen.Values(TensorNames.RunningMeans(layer))!;
        float[] variance = frozen.Values(TensorNames.RunningVariances(layer))!;
        for (int unit = 0; unit < layer.FanOut; unit++)
        {
            double scale = gamma[unit] / Math.Sqrt(variance[unit] + Epsilon);
            for (int i = unit; i < weights.Length; i += layer.FanOut) weights[i] = (float)(scale * weights[i]);
            biases[unit] = (float)((scale * ((double)biases[unit] - mean[unit])) + beta[unit]);
        }
    }
}
