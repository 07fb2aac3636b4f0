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
    public int Results => (int)(((long)Before + Size + After - ((Kernel - 1L) * Dilation) - 1) / Stride) + 1;
}
