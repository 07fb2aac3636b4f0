namespace Layerwise.Chains;

/// <summary>What a window of a file may move over at most, and how its axes go together.</summary>
internal static class WindowBounds
{
    /// <summary>More positions, or a larger step, than any network has.</summary>
    public const int MostPositions = 1 << 20;

    /// <summary>More numbers of a sample, or weights of a channel, than any network has.</summary>
    public const int MostNumbers = 1 << 26;

    /// <summary>How many positions it moves over, with its borders.</summary>
    public static long Positions(WindowInfo window) => window.Axes.Aggregate(1L, static (count, axis) => count * ((long)axis.Before + axis.Size + axis.After));

    /// <summary>Whether it stays within these bounds.</summary>
    public static bool Hold(WindowInfo window)
    {
        long kernel = window.Axes.Aggregate(1L, static (count, axis) => count * axis.Kernel);
        long positions = Positions(window);
        return positions <= MostPositions && kernel <= MostPositions && Math.Max(positions, kernel) * Math.Max(window.Channels, window.Filters) <= MostNumbers;
    }

    /// <summary>
    /// Makes stride and dilation of two axes the same where that makes no difference: a window that stays where it is may move by any number, and one of one position has no gaps.
    /// </summary>
    /// <returns>Whether they are the same then, as those of a layer are.</returns>
    public static bool Align(WindowAxisInfo[] axes)
    {
        if (axes.Length < 2) return true;
        for (int a = 0; a < 2; a++)
        {
            if (axes[a].Results == 1) axes[a] = axes[a] with { Stride = axes[1 - a].Stride };
            if (axes[a].Kernel == 1) axes[a] = axes[a] with { Dilation = axes[1 - a].Dilation };
        }

        return axes[0].Stride == axes[1].Stride && axes[0].Dilation == axes[1].Dilation;
    }
}
