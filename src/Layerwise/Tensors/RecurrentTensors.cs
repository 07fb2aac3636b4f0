namespace Layerwise.Tensors;

/// <summary>The tensors of a recurrent layer. The gates lie side by side.</summary>
/// <param name="Inputs">Numbers that a step brings.</param>
/// <param name="Units">Numbers that it makes of them.</param>
/// <param name="Gates">How many products with matrices each unit is made of.</param>
/// <param name="HasRecurrentBiases">Whether the products with what it remembers have biases of their own.</param>
internal readonly record struct RecurrentTensors(int Inputs, int Units, int Gates, bool HasRecurrentBiases) : ILayerTensors
{
    /// <inheritdoc/>
    public long Length(TensorRole role) => role switch
    {
        TensorRole.Weights => (long)Inputs * Gates * Units,
        TensorRole.RecurrentWeights => (long)Units * Gates * Units,
        TensorRole.Biases => (long)Gates * Units,
        TensorRole.RecurrentBiases => HasRecurrentBiases ? (long)Gates * Units : 0,
        TensorRole.Gamma or TensorRole.Beta or TensorRole.RunningMeans or TensorRole.RunningVariances or TensorRole.Slope or TensorRole.Projection => 0,
    };

    /// <inheritdoc/>
    public int[] Shape(TensorRole role) => role switch
    {
        TensorRole.Weights => [Inputs, Gates * Units],
        TensorRole.RecurrentWeights => [Units, Gates * Units],
        _ => [(int)Length(role)],
    };
}
