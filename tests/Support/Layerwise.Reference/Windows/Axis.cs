namespace Layerwise.Reference.Windows;

/// <summary>One axis along which a window moves.</summary>
/// <param name="Size">Positions of the input.</param>
/// <param name="Kernel">Positions of the window.</param>
/// <param name="Stride">How far it moves.</param>
/// <param name="Dilation">How far apart its positions are.</param>
/// <param name="Before">Positions in front of the input that it may reach over.</param>
/// <param name="After">Positions behind it.</param>
public readonly record struct Axis(int Size, int Kernel, int Stride, int Dilation, int Before, int After)
{
    /// <summary>Positions of the result.</summary>
    public int Results => ((Before + Size + After - ((Kernel - 1) * Dilation) - 1) / Stride) + 1;

    /// <summary>The position of the input under one of the window; null behind the border.</summary>
    public int? Under(int result, int offset) => (result * Stride) + (offset * Dilation) - Before is var position && position >= 0 && position < Size ? position : null;

    /// <summary>The axis of an attribute: Keras's and TensorFlow's rule for "same", PyTorch's for a number of zeros.</summary>
    public static Axis Of(int size, int kernel, int stride, int dilation, Padding padding, int zeros)
    {
        int reach = (kernel - 1) * dilation;
        int results = (size + stride - 1) / stride;
        int missing = Math.Max(((results - 1) * stride) + reach + 1 - size, 0);
        (int before, int after) = padding switch
        {
            Padding.Valid => (zeros, zeros),
            Padding.Same => (missing / 2, missing - (missing / 2)),
            Padding.Causal => (reach, 0),
            _ => throw new InvalidOperationException($"No such padding: {padding}."),
        };
        return new Axis(size, kernel, stride, dilation, before, after);
    }
}
