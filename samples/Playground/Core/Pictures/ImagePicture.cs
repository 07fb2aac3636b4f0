using Playground.Data;
using Playground.Training;

namespace Playground.Pictures;

/// <summary>What a network takes images for.</summary>
internal static class ImagePicture
{
    /// <summary>Which digits they show.</summary>
    public static int[] Labels(LearningTask task) => Largest(task.ShownTargets, task.TargetSize);

    /// <summary>Which the network sees in them.</summary>
    public static int[] Answers(INetworkTraining network, LearningTask task) => Largest(network.Answer(task.ShownInputs), task.TargetSize);

    private static int[] Largest(float[] rows, int width)
    {
        int[] largest = new int[rows.Length / width];
        for (int row = 0; row < largest.Length; row++)
        {
            for (int i = 1; i < width; i++)
            {
                if (rows[(row * width) + i] > rows[(row * width) + largest[row]]) largest[row] = i;
            }
        }

        return largest;
    }
}
