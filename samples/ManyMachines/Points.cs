using Layerwise;

namespace ManyMachines;

/// <summary>Points around ten centres in 64 dimensions, each drawn from its number: the same on every machine, in memory or in a file.</summary>
internal static class Points
{
    public const int Size = 64;
    public const int Classes = 10;

    public static Dataset InMemory(int count)
    {
        float[] inputs = new float[count * Size];
        int[] labels = new int[count];
        for (int sample = 0; sample < count; sample++) labels[sample] = Draw(sample, inputs.AsSpan(sample * Size, Size));
        return Dataset.WithLabels(inputs, Size, labels, Classes);
    }

    public static int Draw(int sample, Span<float> input)
    {
        var random = new Random(sample);
        int label = random.Next(Classes);
        var centre = new Random(-1 - label);
        foreach (ref float number in input) number = centre.NextSingle() - 0.5f + (1.2f * (random.NextSingle() - 0.5f));
        return label;
    }
}
