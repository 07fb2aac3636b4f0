using Playground.Data;
using Playground.Training;

namespace Playground.Pictures;

/// <summary>What a network makes of a plane.</summary>
internal static class PlanePicture
{
    /// <summary>The picture goes from −Extent to Extent, across and up.</summary>
    public const float Extent = 2.2f;

    /// <summary>How probable the second class is in each cell, row by row from the top.</summary>
    /// <param name="network">The network.</param>
    /// <param name="size">Cells of a row, and rows.</param>
    public static double[] Boundary(INetworkTraining network, int size)
    {
        float[] inputs = new float[2 * size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                int cell = (row * size) + column;
                inputs[2 * cell] = Extent * (((2f * column) + 1 - size) / size);
                inputs[(2 * cell) + 1] = -Extent * (((2f * row) + 1 - size) / size);
            }
        }

        float[] answers = network.Answer(inputs);
        return [.. Enumerable.Range(0, size * size).Select(cell => (double)answers[(2 * cell) + 1])];
    }

    /// <summary>x, y and class of each point, in that order; x and y as shares of the picture, from its left upper corner.</summary>
    public static double[] Points(LearningTask task) =>
    [
        .. Enumerable.Range(0, task.Count).SelectMany(i => new double[]
        {
            ((task.Inputs[2 * i] / Extent) + 1) / 2,
            (1 - (task.Inputs[(2 * i) + 1] / Extent)) / 2,
            task.Targets[(2 * i) + 1],
        }),
    ];
}
