using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Evaluation;

/// <summary>What moves a window over its input, [height, width, channels].</summary>
internal static class WindowEvaluation
{
    /// <summary>The input between zeros.</summary>
    public static double[] Pad(Pad pad, double[] x)
    {
        var padded = new double[pad.Width];
        int row = pad.Horizontal.Size * pad.Channels;
        for (int y = 0; y < pad.Vertical.Size; y++)
        {
            int start = ((((pad.Vertical.Before + y) * pad.Horizontal.Padded) + pad.Horizontal.Before) * pad.Channels);
            Array.Copy(x, y * row, padded, start, row);
        }

        return padded;
    }

    /// <summary>The sums of each window.</summary>
    /// <param name="convolve">The step, over an input that has its borders.</param>
    /// <param name="x">What it reads.</param>
    /// <param name="weights">[window, channels of a group, filters].</param>
    /// <param name="biases">What sums begin with; null for 0.</param>
    public static double[] Convolve(Convolve convolve, double[] x, float[] weights, float[]? biases)
    {
        ConvolutionSizes sizes = convolve.Sizes;
        (WindowAxis vertical, WindowAxis horizontal) = (sizes.Vertical, sizes.Horizontal);
        int filtersOfGroup = sizes.Filters / sizes.Groups;
        var sums = new double[convolve.Width];
        for (int result = 0; result < sums.Length; result++)
        {
            int filter = result % sizes.Filters;
            int place = result / sizes.Filters;
            (int y, int xx) = (place / horizontal.Results, place % horizontal.Results);
            double sum = biases?[filter] ?? 0;
            for (int tap = 0; tap < sizes.Window; tap++)
            {
                int row = (y * vertical.Stride) + (tap / horizontal.Kernel * vertical.Dilation);
                int column = (xx * horizontal.Stride) + (tap % horizontal.Kernel * horizontal.Dilation);
                int from = (((row * horizontal.Padded) + column) * sizes.Channels) + (filter / filtersOfGroup * sizes.PartChannels);
                for (int i = 0; i < sizes.PartChannels; i++) sum += x[from + i] * weights[(((tap * sizes.PartChannels) + i) * sizes.Filters) + filter];
            }

            sums[result] = sum;
        }

        return sums;
    }

    /// <summary>The largest number or the mean of each window, of what lies inside the input.</summary>
    public static double[] Pool(Pool pool, double[] x)
    {
        (WindowAxis vertical, WindowAxis horizontal) = (pool.Vertical, pool.Horizontal);
        int channels = pool.Width / (vertical.Results * horizontal.Results);
        var results = new double[pool.Width];
        for (int result = 0; result < results.Length; result++)
        {
            int place = result / channels;
            IEnumerable<double> seen =
                from row in Inside(vertical, place / horizontal.Results)
                from column in Inside(horizontal, place % horizontal.Results)
                select x[(((row * horizontal.Size) + column) * channels) + (result % channels)];
            results[result] = pool.IsMax ? seen.Max() : seen.Average();
        }

        return results;
    }

    private static IEnumerable<int> Inside(WindowAxis axis, int result) => Enumerable.Range(0, axis.Kernel)
        .Select(step => (result * axis.Stride) + (step * axis.Dilation) - axis.Before)
        .Where(position => position >= 0 && position < axis.Size);
}
