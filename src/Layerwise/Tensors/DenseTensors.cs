namespace Layerwise.Tensors;

/// <summary>The tensors of a dense layer.</summary>
/// <param name="FanIn">Number of inputs.</param>
/// <param name="FanOut">Number of outputs.</param>
/// <param name="HasBias">Whether it adds biases.</param>
/// <param name="Normalized">Those of its normalization.</param>
/// <param name="Slopes">How many slopes its activation learns: none, one for the layer, or one for each number that it works on.</param>
internal readonly record struct DenseTensors(int FanIn, int FanOut, bool HasBias, NormalizedTensors Normalized, int Slopes) : ILayerTensors
{
    /// <summary>How many numbers its residual connection brings, where it multiplies them by weights of its own; otherwise 0.</summary>
    public int ProjectedInputs { get; init; }

    /// <inheritdoc/>
    public long Length(TensorRole role) => role switch
    {
        TensorRole.Weights => (long)FanIn * FanOut,
        TensorRole.Biases => HasBias ? FanOut : 0,
        TensorRole.Gamma => Normalized.Width,
        TensorRole.Beta => Normalized.HasShift ? Normalized.Width : 0,
        TensorRole.RunningMeans or TensorRole.RunningVariances => Normalized.HasStatistics ? Normalized.Width : 0,
        TensorRole.Slope => Slopes,
        TensorRole.Projection => (long)ProjectedInputs * FanOut,
        TensorRole.RecurrentWeights or TensorRole.RecurrentBiases => 0,
    };

    /// <inheritdoc/>
    public int[] Shape(TensorRole role) => role switch
    {
        TensorRole.Weights => [FanIn, FanOut],
        TensorRole.Projection => [ProjectedInputs, FanOut],
        _ => [(int)Length(role)],
    };
}
