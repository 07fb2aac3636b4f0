using Layerwise.Runtime;

namespace Layerwise;

/// <summary>A layer whose batch normalization is part of its weights and biases, as whoever only computes wants it.</summary>
internal static class FoldedLayer
{
    /// <summary>The layer without its normalization; itself where that is none of a batch, or does not come behind its sums.</summary>
    /// <param name="graph">Takes its biases.</param>
    /// <param name="index">Its index in the network.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">Those of the network; the weights of the layer take the normalization on.</param>
    /// <param name="statistics">The running statistics of the network.</param>
    public static LayerInfo Of(GraphWriter graph, int index, LayerInfo layer, Span<float> parameters, ReadOnlySpan<float> statistics)
    {
        bool normalizesSums = layer.Order is LayerOrder.LinearActivateAdd or LayerOrder.LinearAddActivate;
        if (!layer.BatchNormalization || !normalizesSums) return layer;
        int units = layer.NormalizedCount;
        float[] biases = new float[units];
        if (layer.BiasCount > 0) parameters.Slice(layer.BiasesOffset, units).CopyTo(biases);
        FoldedNormalization.Fold(
            parameters.Slice(layer.WeightsOffset, layer.WeightCount),
            biases,
            parameters.Slice(layer.GammaOffset, units),
            parameters.Slice(layer.BetaOffset, units),
            statistics.Slice(layer.OffsetOf(TensorRole.RunningMeans), units),
            statistics.Slice(layer.OffsetOf(TensorRole.RunningVariances), units),
            layer.NormalizationEpsilon);
        graph.Add(Tensor.Of(TensorNaming.Default.NameOf(index, TensorRole.Biases), [units], biases));
        TensorInfo[] rest = [.. layer.Tensors.Where(static tensor => tensor.Role is TensorRole.Weights or TensorRole.Slope or TensorRole.Projection)];
        return layer with { BatchNormalization = false, BiasCount = units, Tensors = rest };
    }
}
