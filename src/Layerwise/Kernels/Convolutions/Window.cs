using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The part of a window that lies inside the input: at least one position.</summary>
/// <param name="First">Where the numbers of its first position begin.</param>
/// <param name="Height">How many rows it has.</param>
/// <param name="Width">How many positions of a row it has.</param>
internal readonly record struct Window(int First, int Height, int Width)
{
    /// <summary>The window of a result. Where none reaches over the border, its size is a constant.</summary>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="line">Row of the result.</param>
    /// <param name="position">Position in that row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Window At<TShape>(int line, int position)
        where TShape : struct, IPoolShape
    {
        bool isInside = TShape.Top == 0 && TShape.Left == 0
            && ((TShape.OutHeight - 1) * TShape.Stride) + TShape.WindowHeight <= TShape.Height
            && ((TShape.OutWidth - 1) * TShape.Stride) + TShape.WindowWidth <= TShape.Width;
        int top = (line * TShape.Stride) - TShape.Top;
        int left = (position * TShape.Stride) - TShape.Left;
        if (isInside) return new Window(((top * TShape.Width) + left) * TShape.Channels, TShape.WindowHeight, TShape.WindowWidth);
        int bottom = Math.Min(top + TShape.WindowHeight, TShape.Height);
        int right = Math.Min(left + TShape.WindowWidth, TShape.Width);
        top = Math.Max(top, 0);
        left = Math.Max(left, 0);
        return new Window(((top * TShape.Width) + left) * TShape.Channels, bottom - top, right - left);
    }
}
