namespace Layerwise.Forecast.Steps;

/// <summary>How much the windows of neighbouring results have in common, where a window moves by less than its length.</summary>
internal static class WindowOverlap
{
    /// <summary>Of the positions of a window, mean over them: how many other windows there are that have the same one.</summary>
    public static double Shared(WindowInfo window) => Sum(window, static (common, size) => common / size);

    /// <summary>
    /// With how many other windows one shares its largest number, if all positions are equally likely to hold it: two windows do where the largest of both together lies in both.
    /// </summary>
    public static double ChosenAlike(WindowInfo window) => Sum(window, static (common, size) => common / ((2 * size) - common));

    private static double Sum(WindowInfo window, Func<double, double, double> share)
    {
        double size = window.Axes.Aggregate(1.0, static (product, axis) => product * axis.Kernel);
        double sum = 0;
        int reachDown = window.Vertical is { } vertical ? Reach(vertical) : 0;
        int reachAlong = Reach(window.Horizontal);
        for (int down = -reachDown; down <= reachDown; down++)
        {
            for (int along = -reachAlong; along <= reachAlong; along++)
            {
                if (down == 0 && along == 0) continue;
                sum += share((window.Vertical is { } axis ? Common(axis, down) : 1) * Common(window.Horizontal, along), size);
            }
        }

        return sum;
    }

    private static int Reach(WindowAxisInfo axis) => Math.Min((axis.Kernel - 1) / axis.Stride, axis.Results - 1);

    // Positions of a window that one so many results farther has too, mean over the results; at the end there is none farther.
    private static double Common(WindowAxisInfo axis, int distance) =>
        (axis.Kernel - (Math.Abs(distance) * (double)axis.Stride)) * (axis.Results - Math.Abs(distance)) / axis.Results;
}
