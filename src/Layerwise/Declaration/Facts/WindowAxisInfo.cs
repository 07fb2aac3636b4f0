namespace Layerwise;

/// <summary>One axis along which a window moves.</summary>
/// <param name="Size">Positions of the input.</param>
/// <param name="Kernel">Positions of the window.</param>
/// <param name="Stride">How far it moves from one result to the next.</param>
/// <param name="Dilation">How far apart two of its positions are.</param>
/// <param name="Before">Positions in front of the input that it may reach over: zeros for a convolution, nothing for a pooling layer.</param>
/// <param name="After">Positions behind it.</param>
public readonly record struct WindowAxisInfo(int Size, int Kernel, int Stride, int Dilation, int Before, int After)
{
    /// <summary>Positions of the result.</summary>
    public int Results => (int)(((long)Before + Size + After - Extent) / Stride) + 1;

    /// <summary>Whether it has one position, over which nothing moves.</summary>
    internal bool IsStill => Size == 1 && Kernel == 1 && Before == 0 && After == 0;

    /// <summary>
    /// The same without what makes no difference: a stride between results of which there is one, gaps in a window of one, what nobody reads behind the last window.
    /// </summary>
    internal WindowAxisInfo Plain => this with
    {
        Stride = Results == 1 ? 1 : Stride,
        Dilation = Kernel == 1 ? 1 : Dilation,
        After = (int)Math.Max(0, ((Results - 1L) * Stride) + Extent - Size - Before),
    };

    private long Extent => ((Kernel - 1L) * Dilation) + 1;
}
