using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The part of a window that lies inside the input: at least one position.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Bottom">Behind its last row.</param>
/// <param name="Left">Its first position of a row.</param>
/// <param name="Right">Behind its last one.</param>
internal readonly record struct Window(int Top, int Bottom, int Left, int Right)
{
    /// <summary>1 by how many positions it has.</summary>
    public float Share
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1f / ((Bottom - Top) * (Right - Left));
    }

    /// <summary>The window of a result.</summary>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="line">Row of the result.</param>
    /// <param name="position">Position in that row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Window At<TShape>(int line, int position)
        where TShape : struct, IPoolShape
    {
        int top = (line * TShape.Stride) - TShape.Top;
        int left = (position * TShape.Stride) - TShape.Left;
        return new Window(
            Math.Max(top, 0), Math.Min(top + TShape.WindowHeight, TShape.Height), Math.Max(left, 0), Math.Min(left + TShape.WindowWidth, TShape.Width));
    }
}
