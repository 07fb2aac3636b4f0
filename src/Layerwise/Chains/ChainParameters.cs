using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Chains;

/// <summary>The numbers of layers from a file as a flat vector: parameters laid out as those of every network, and behind them the running statistics.</summary>
internal static class ChainParameters
{
    /// <summary>The tensors of a layer: it has biases where it needs them.</summary>
    public static ILayerTensors Tensors(this ChainLayer layer)
    {
        if (layer.Kind == LayerKind.Pooling) return new NoTensors();
        if (layer.Recurrence is { } recurrent) return new RecurrentTensors(recurrent.Inputs, recurrent.Units, recurrent.Gates, recurrent.RecurrentBiases.Length > 0);
        NormalizedTensors normalized = NormalizedTensors.Of(
            layer.Normalization?.Kind == NormalizationKind.Batch,
            layer.Normalization?.Kind is NormalizationKind.Layer or NormalizationKind.Group,
            layer.Normalization?.Kind == NormalizationKind.RootMeanSquare,
            layer.Normalization?.Width ?? 0);
        int slopes = !ActivationTraits.Of(layer.Activation).HasLearnedSlope ? 0 : layer.Slopes.Length == 0 ? 1 : layer.ActivatedUnits;
        return layer.Window is { } window
            ? new ConvolutionTensors([.. window.Axes.Select(static axis => axis.Kernel)], window.Channels / window.Groups, window.Filters, layer.NeedsBiases, normalized, slopes)
            {
                ProjectedChannels = layer.Projection?.FanIn ?? 0,
            }
            : new DenseTensors(layer.FanIn, layer.FanOut, layer.NeedsBiases, normalized, slopes) { ProjectedInputs = layer.Projection?.FanIn ?? 0 };
    }

    /// <summary>How many there are.</summary>
    public static long Count(IReadOnlyList<ChainLayer> layers) => ParameterCount(layers) + layers.Sum(static layer => layer.Tensors().StatisticsCount());

    /// <summary>Writes them.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="numbers">As many as there are.</param>
    public static void Copy(IReadOnlyList<ChainLayer> layers, Span<float> numbers)
    {
        Span<float> statistics = numbers.Slice((int)ParameterCount(layers));
        foreach (ChainLayer layer in layers)
        {
            ILayerTensors tensors = layer.Tensors();
            layer.CopyWeights(Part(numbers, TensorRole.Weights));
            if (layer.NeedsBiases) layer.CopyBiases(Part(numbers, TensorRole.Biases));
            layer.CopyRecurrentWeights(Part(numbers, TensorRole.RecurrentWeights));
            layer.CopyRecurrentBiases(Part(numbers, TensorRole.RecurrentBiases));
            if (layer.Normalization is { } normalization)
            {
                Copy(normalization.Gamma, Part(numbers, TensorRole.Gamma));
                Copy(normalization.Beta, Part(numbers, TensorRole.Beta));
                Copy(normalization.Means, Part(statistics, TensorRole.RunningMeans));
                Copy(normalization.Variances, Part(statistics, TensorRole.RunningVariances));
            }

            layer.CopySlopes(Part(numbers, TensorRole.Slope));
            layer.Projection?.CopyWeights(Part(numbers, TensorRole.Projection));
            numbers = numbers.Slice((int)tensors.ParameterCount());
            statistics = statistics.Slice((int)tensors.StatisticsCount());

            Span<float> Part(Span<float> storage, TensorRole role) => storage.Slice(tensors.Offset(role), (int)tensors.Length(role));
        }
    }

    private static long ParameterCount(IReadOnlyList<ChainLayer> layers) => layers.Sum(static layer => layer.Tensors().ParameterCount());

    private static void Copy(double[] values, Span<float> numbers)
    {
        for (int i = 0; i < numbers.Length; i++) numbers[i] = (float)values[i];
    }
}
