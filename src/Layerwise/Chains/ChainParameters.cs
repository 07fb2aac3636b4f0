using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Chains;

/// <summary>The parameters of layers from a file as a flat vector, laid out as those of every network.</summary>
internal static class ChainParameters
{
    /// <summary>The tensors of a layer: it has biases where it needs them.</summary>
    public static DenseTensors Tensors(this ChainLayer layer) => new(
        layer.FanIn,
        layer.FanOut,
        layer.NeedsBiases,
        NormalizedTensors.Of(isOfBatch: layer.Normalization is not null, isOfLayer: false, isOfPower: false, layer.FanOut),
        ActivationTraits.Of(layer.Activation).HasLearnedSlope);

    /// <summary>How many there are.</summary>
    public static long Count(IReadOnlyList<ChainLayer> layers) => layers.Sum(static layer => layer.Tensors().ParameterCount());

    /// <summary>Writes them.</summary>
    /// <param name="layers">Layers without normalization.</param>
    /// <param name="parameters">As many as there are.</param>
    public static void Copy(IReadOnlyList<ChainLayer> layers, Span<float> parameters)
    {
        foreach (ChainLayer layer in layers)
        {
            DenseTensors tensors = layer.Tensors();
            layer.CopyWeights(parameters.Slice(tensors.Offset(TensorRole.Weights), layer.FanIn * layer.FanOut));
            if (tensors.HasBias) layer.CopyBiases(parameters.Slice(tensors.Offset(TensorRole.Biases), layer.FanOut));
            if (tensors.HasLearnedSlope) parameters[tensors.Offset(TensorRole.Slope)] = layer.Slope;
            parameters = parameters.Slice((int)tensors.ParameterCount());
        }
    }
}
