namespace Layerwise.Runtime;

/// <summary>
/// The sizes of a pooling layer as a type: the JIT compiles the kernels of <see cref="Pooling"/> for each shape, and there all of these are constants. One axis is a picture of
/// height 1.
/// </summary>
public interface IPoolShape
{
    /// <summary>Rows of the input.</summary>
    static abstract int Height { get; }

    /// <summary>Positions of a row of the input.</summary>
    static abstract int Width { get; }

    /// <summary>Numbers of each position.</summary>
    static abstract int Channels { get; }

    /// <summary>Rows of the window.</summary>
    static abstract int WindowHeight { get; }

    /// <summary>Positions of a row of the window.</summary>
    static abstract int WindowWidth { get; }

    /// <summary>How far the window moves along each axis.</summary>
    static abstract int Stride { get; }

    /// <summary>Rows by which the first window begins above the input.</summary>
    static abstract int Top { get; }

    /// <summary>Positions by which it begins in front of it.</summary>
    static abstract int Left { get; }

    /// <summary>Rows of the result.</summary>
    static abstract int OutHeight { get; }

    /// <summary>Positions of a row of the result.</summary>
    static abstract int OutWidth { get; }
}
