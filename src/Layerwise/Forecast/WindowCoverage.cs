namespace Layerwise.Forecast;

/// <summary>How much of a window lies on its input, and not over the border.</summary>
internal static class WindowCoverage
{
    /// <summary>The share of a window's positions that lie on the input, mean over all results.</summary>
    public static double Of(WindowInfo window) => (window.Vertical is { } vertical ? Of(vertical) : 1) * Of(window.Horizontal);

    private static double Of(WindowAxisInfo axis)
    {
        if (axis.Before + axis.After == 0) return 1;
        long inside = 0;
        for (int result = 0; result < axis.Results; result++)
        {
            // Of the window's positions start + k·dilation those from 0 on, and those below the size.
            long start = ((long)result * axis.Stride) - axis.Before;
            long first = start >= 0 ? 0 : (-start + axis.Dilation - 1) / axis.Dilation;
            long last = start >= axis.Size ? -1 : Math.Min(axis.Kernel - 1, (axis.Size - 1 - start) / axis.Dilation);
            inside += Math.Max(0, last - first + 1);
        }

        return (double)inside / ((double)axis.Results * axis.Kernel);
    }
}
