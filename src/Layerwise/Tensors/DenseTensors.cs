namespace Layerwise.Tensors;

/// <summary>The tensors of a dense layer.</summary>
/// <param name="FanIn">Number of inputs.</param>
/// <param name="FanOut">Number of outputs.</param>
/// <param name="HasBias">Whether it adds biases.</param>
/// <param name="Normalized">Those of its normalization.</param>
/// <param name="HasLearnedSlope">Whether its activation has a learned slope, one for the layer.</param>
internal readonly record struct DenseTensors(int FanIn, int FanOut, bool HasBias, NormalizedTensors Normalized, bool HasLearnedSlope) : ILayerTensors
{
    /// <inheritdoc/>
    public long Length(TensorRole role) => role switch
    {
        TensorRole.Weights => (long)FanIn * FanOut,
        TensorRole.Biases => HasBias ? FanOut : 0,
        TensorRole.Gamma => Normalized.Width,
        TensorRole.Beta => Normalized.HasShift ? Normalized.Width : 0,
        TensorRole.RunningMeans or TensorRole.RunningVariances => Normalized.HasStatistics ? Normalized.Width : 0,
        TensorRole.Slope => HasLearnedSlope ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Expected a member of TensorRole."),
    };

    /// <inheritdoc/>
    public int[] Shape(TensorRole role) => role == TensorRole.Weights ? [FanIn, FanOut] : [(int)Length(role)];
}
