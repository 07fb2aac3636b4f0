using Playground.Data;
using Playground.Training;

namespace Playground.Pictures;

/// <summary>What a network makes of a curve. Places are shares of the picture, from its left upper corner.</summary>
internal static class CurvePicture
{
    // The picture goes from −Extent to Extent, across and up.
    private const float ExtentX = 1.9f;
    private const float ExtentY = 1.5f;
    private const int Points = 120;

    /// <summary>x and y of the samples.</summary>
    public static double[] Samples(LearningTask task) => Places(task.Inputs, task.Targets);

    /// <summary>x and y of the curve that the network draws.</summary>
    public static double[] Curve(INetworkTraining network)
    {
        float[] inputs = [.. Enumerable.Range(0, Points).Select(static i => ExtentX * ((2f * i / (Points - 1)) - 1))];
        return Places(inputs, network.Answer(inputs));
    }

    private static double[] Places(float[] x, float[] y) =>
        [.. x.Zip(y).SelectMany(static point => new double[] { ((point.First / ExtentX) + 1) / 2, (1 - (point.Second / ExtentY)) / 2 })];
}
