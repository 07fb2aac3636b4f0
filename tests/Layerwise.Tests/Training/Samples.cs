using Layerwise.Runtime;

namespace Layerwise.Tests.Training;

/// <summary>Data for the trainer's tests.</summary>
internal static class Samples
{
    /// <summary>Points around three centres; half a unit of noise leaves them separable by lines.</summary>
    public static Dataset ThreeClusters(int count, ulong seed = 1)
    {
        float[] centres = [2, 0, -1, 1.7f, -1, -1.7f];
        PhiloxSequence random = new(seed, RandomDomain.Weights, 0);
        float[] inputs = new float[count * 2];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 3;
            for (int axis = 0; axis < 2; axis++)
            {
                inputs[(2 * i) + axis] = centres[(2 * labels[i]) + axis] + ((random.NextInt32(1001) - 500) / 1000f);
            }
        }

        return Dataset.WithLabels(inputs, 2, labels, 3);
    }

    /// <summary>y = 3x − 1 at x = 0, 1, 2, …, scaled to [0, 1].</summary>
    public static (float[] Inputs, float[] Targets) Line(int count)
    {
        float[] inputs = new float[count];
        float[] targets = new float[count];
        for (int i = 0; i < count; i++)
        {
            inputs[i] = (float)i / count;
            targets[i] = (3 * inputs[i]) - 1;
        }

        return (inputs, targets);
    }

    public static Dataset LineSet(int count)
    {
        (float[] inputs, float[] targets) = Line(count);
        return new Dataset(inputs, 1, targets, 1);
    }
}
