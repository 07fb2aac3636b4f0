namespace Layerwise.Tensors;

/// <summary>The tensors of a convolution.</summary>
/// <param name="Kernel">Lengths of the window, one for each axis.</param>
/// <param name="PartChannels">Channels that a filter sees.</param>
/// <param name="Filters">Number of filters.</param>
/// <param name="HasBias">Whether it adds biases.</param>
/// <param name="Normalized">Those of its normalization.</param>
/// <param name="Slopes">Learned slopes of its activation.</param>
internal readonly record struct ConvolutionTensors(
    IReadOnlyList<int> Kernel, int PartChannels, int Filters, bool HasBias, NormalizedTensors Normalized, int Slopes) : ILayerTensors
{
    /// <summary>How many channels its residual connection brings, where it multiplies them by weights of its own; otherwise 0.</summary>
    public int ProjectedChannels { get; init; }

    /// <inheritdoc/>
    public long Length(TensorRole role) => role switch
    {
        TensorRole.Weights => Kernel.Aggregate((long)PartChannels * Filters, static (product, length) => product * length),
        TensorRole.Biases => HasBias ? Filters : 0,
        TensorRole.Gamma => Normalized.Width,
        TensorRole.Beta => Normalized.HasShift ? Normalized.Width : 0,
        TensorRole.RunningMeans or TensorRole.RunningVariances => Normalized.HasStatistics ? Normalized.Width : 0,
        TensorRole.Slope => Slopes,
        TensorRole.Projection => (long)ProjectedChannels * Filters,
        TensorRole.RecurrentWeights or TensorRole.RecurrentBiases => 0,
    };

    /// <inheritdoc/>
    public int[] Shape(TensorRole role) => role switch
    {
        TensorRole.Weights => [.. Kernel, PartChannels, Filters],
        TensorRole.Projection => [ProjectedChannels, Filters],
        _ => [(int)Length(role)],
    };
}
