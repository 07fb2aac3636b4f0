namespace Layerwise.Tensors;

/// <summary>A layer without parameters.</summary>
internal readonly record struct NoTensors : ILayerTensors
{
    /// <inheritdoc/>
    public long Length(TensorRole role) => 0;

    /// <inheritdoc/>
    public int[] Shape(TensorRole role) => [];
}
