using System.Runtime.InteropServices.JavaScript;
using Playground.Pictures;
using Playground.Training;

namespace Playground.Page;

/// <summary>Numbers of pictures.</summary>
internal static partial class Exports
{
    private static readonly NetworkLook?[] Looks = new NetworkLook?[2];

    [JSExport]
    internal static double[] Boundary(int side, int size) => PlanePicture.Boundary(Comparison[side], size);

    [JSExport]
    internal static double[] PlanePoints() => PlanePicture.Points(Comparison.Task);

    [JSExport]
    internal static double[] Curve(int side) => CurvePicture.Curve(Comparison[side]);

    [JSExport]
    internal static double[] CurveSamples() => CurvePicture.Samples(Comparison.Task);

    [JSExport]
    internal static double[] ImagePixels() => [.. Comparison.Task.ShownPixels.Select(static pixel => (double)pixel)];

    [JSExport]
    internal static int[] ImageLabels() => ImagePicture.Labels(Comparison.Task);

    [JSExport]
    internal static int[] ImageAnswers(int side) => ImagePicture.Answers(Comparison[side], Comparison.Task);

    /// <summary>Looks at the layers as they are now, of which the following methods tell.</summary>
    [JSExport]
    internal static void Look(int side) => Looks[side] = Comparison[side].Look();

    [JSExport]
    internal static double[] HistogramRange(int side) => [Looks[side]!.Least, Looks[side]!.Most];

    [JSExport]
    internal static double[] Histograms(int side) => [.. Looks[side]!.Histograms.SelectMany(static shares => shares)];

    [JSExport]
    internal static double[] Signals(int side) => Looks[side]!.Signals;

    [JSExport]
    internal static double[] Gradients(int side) => Looks[side]!.Gradients;

    [JSExport]
    internal static double[] BirthGradients(int side) => Comparison[side].Birth.Gradients;

    [JSExport]
    internal static double[] ForecastMeans(int side) => Comparison[side].Forecast.Means;

    [JSExport]
    internal static double[] ForecastDeviations(int side) => Comparison[side].Forecast.Deviations;

    /// <summary>The forecast says how gradients compare with that of the last layer, whose size is taken from before the first step.</summary>
    [JSExport]
    internal static double[] ForecastGradients(int side)
    {
        double last = Comparison[side].Birth.Gradients[^1];
        return [.. Comparison[side].Forecast.Gradients.Select(gradient => gradient * last)];
    }
}
