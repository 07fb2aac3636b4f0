namespace Layerwise.Generator.Model;

/// <summary>One axis along which a window moves over its input.</summary>
/// <param name="Size">Positions of the input.</param>
/// <param name="Kernel">Positions of the window.</param>
/// <param name="Stride">How far it moves.</param>
/// <param name="Dilation">How far apart two of its positions are.</param>
/// <param name="Before">Positions in front of the input that it may reach over.</param>
/// <param name="After">Positions behind it.</param>
internal readonly record struct WindowAxis(int Size, int Kernel, int Stride, int Dilation, int Before, int After)
{
    /// <summary>An axis along which nothing moves: that of the height of a signal.</summary>
    public static WindowAxis None { get; } = new(1, 1, 1, 1, 0, 0);

    /// <summary>From the first position of a window to its last.</summary>
    public long Extent => ((Kernel - 1L) * Dilation) + 1;

    /// <summary>Positions of the input with all that the window may reach over.</summary>
    public int Padded => Before + Size + After;

    /// <summary>Positions of the result; less than 1 where the window is longer than all that it may cover.</summary>
    public int Results => Padded < Extent ? 0 : (int)((Padded - Extent) / Stride) + 1;

    /// <summary>The position of the window that lies over its result, where as much is in front as behind; the last one where all is in front.</summary>
    public int Middle => Before > After + 1 ? Kernel - 1 : (Kernel - 1) / 2;

    /// <summary>Whether a window reaches over the border.</summary>
    public bool HasBorder => Before + After > 0;

    /// <summary>One that a network says, or a file.</summary>
    public static WindowAxis Of(WindowAxisInfo axis) => new(axis.Size, axis.Kernel, axis.Stride, axis.Dilation, axis.Before, axis.After);

    /// <summary>What a network says of it.</summary>
    public WindowAxisInfo Info => new(Size, Kernel, Stride, Dilation, Before, After);

    /// <summary>The axis with as much in front and behind as a padding says.</summary>
    /// <param name="padding">The padding.</param>
    /// <param name="zeros">At both ends, where it is none.</param>
    public WindowAxis With(Padding padding, int zeros)
    {
        // Behind what the last window reaches nobody asks for zeros.
        int results = ((Size - 1) / Stride) + 1;
        int missing = (int)Math.Min(Math.Max(((results - 1L) * Stride) + Extent - Size, 0), int.MaxValue / 2);
        return padding switch
        {
            Padding.Same => this with { Before = missing / 2, After = missing - (missing / 2) },
            Padding.Causal => this with { Before = (int)Math.Min(Extent - 1, int.MaxValue / 2) },
            _ => this with { Before = zeros, After = zeros },
        };
    }
}
