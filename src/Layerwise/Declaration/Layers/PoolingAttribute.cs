namespace Layerwise;

/// <summary>A layer without parameters that makes one number of each window and channel: the options of all of them.</summary>
public abstract class PoolingAttribute : Attribute
{
    private int? _stride;

    private protected PoolingAttribute(int size) => Size = size;

    /// <summary>Length of the window along each axis.</summary>
    public int Size { get; }

    /// <summary>How far the window moves from one output to the next, along each axis: at least 1. Default <see cref="Size"/>: windows that don't overlap.</summary>
    public int Stride
    {
        get => _stride ?? Size;
        set => _stride = value;
    }

    /// <summary>
    /// Whether windows reach over the border: <see cref="Layerwise.Padding.Valid"/> (default) or <see cref="Layerwise.Padding.Same"/>. What lies behind the border takes no part,
    /// and a mean is that of the numbers inside, as in Keras.
    /// </summary>
    public Padding Padding { get; set; }

    /// <summary>The output that this layer leads to and no other (<see cref="OutputAttribute"/>). Default null: all outputs share it.</summary>
    public string? Head { get; set; }
}
