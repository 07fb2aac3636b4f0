namespace Layerwise.Generator.Tests.FiniteDifferences;

/// <summary>A central difference in double, and how far it may be off.</summary>
internal static class Slope
{
    // The first step is about where truncation, of order h², and rounding, of order 2⁻⁵²/h, are equal for a function of order 1 that bends as much.
    private const double FirstStep = 1.0 / (1 << 16);
    private const double LeastStep = FirstStep / (1 << 12);
    private const double Rounding = 32.0 / (1L << 52);
    private const double Enough = 1e-8;

    /// <summary>
    /// The slope of a function of one of some values. Half a step leaves less than the difference to the whole one, also where the second derivative jumps in between; a step that
    /// reaches over a kink, where the first one does, says nothing.
    /// </summary>
    /// <param name="values">The values, left as they are.</param>
    /// <param name="index">Which of them moves.</param>
    /// <param name="size">What the function rounds by, in units of 2⁻⁵².</param>
    /// <param name="function">The function; null beyond a kink.</param>
    /// <returns>The best of all steps; an infinite error where a kink is next to the value.</returns>
    public static (double Slope, double Error) Of(double[] values, int index, double size, Func<double?> function)
    {
        (double Slope, double Error) best = (0, double.PositiveInfinity);
        for (double step = FirstStep; step >= LeastStep && best.Error > Enough * Math.Max(1, size); step /= 4)
        {
            if (Difference(step) is not { } whole || Difference(step / 2) is not { } half) continue;
            double error = Math.Abs(whole - half) + (Rounding * size * 2 / step);
            if (error < best.Error) best = (half, error);
        }

        return best;

        double? Difference(double step)
        {
            double value = values[index];
            values[index] = value + step;
            double? above = function();
            values[index] = value - step;
            double? below = function();
            values[index] = value;
            return (above - below) / (2 * step);
        }
    }
}
