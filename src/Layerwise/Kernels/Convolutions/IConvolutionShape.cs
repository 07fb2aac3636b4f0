namespace Layerwise.Runtime;

/// <summary>
/// The sizes of a convolution, as a type: the JIT compiles every kernel of <see cref="Convolution"/> for each shape, and there all of these
/// are constants. One axis is a picture of height 1. The input has its borders already, unless the last four numbers say which parts of them it has not.
/// </summary>
public interface IConvolutionShape
{
    /// <summary>Rows of the input, borders included, at least the extent of the window.</summary>
    static abstract int Height { get; }

    /// <summary>Positions of a row of the input, borders included, at least the extent of the window.</summary>
    static abstract int Width { get; }

    /// <summary>Numbers of each position of the input.</summary>
    static abstract int Channels { get; }

    /// <summary>Numbers of each position of the result.</summary>
    static abstract int Filters { get; }

    /// <summary>Rows of the window.</summary>
    static abstract int KernelHeight { get; }

    /// <summary>Positions of a row of the window.</summary>
    static abstract int KernelWidth { get; }

    /// <summary>How far the window moves along each axis.</summary>
    static abstract int Stride { get; }

    /// <summary>How far apart two neighbours of the window are.</summary>
    static abstract int Dilation { get; }

    /// <summary>Into how many parts channels and filters are cut: a divisor of both.</summary>
    static abstract int Groups { get; }

    /// <summary>Whether biases [filters] lie behind the weights.</summary>
    static abstract bool HasBias { get; }

    /// <summary>Rows of the border above that the input has not: what windows would see there is left out.</summary>
    static virtual int Top => 0;

    /// <summary>Rows of the border below that the input has not.</summary>
    static virtual int Bottom => 0;

    /// <summary>Positions of the border in front of a row that the input has not.</summary>
    static virtual int Left => 0;

    /// <summary>Positions of the border behind a row that the input has not.</summary>
    static virtual int Right => 0;
}
