using Layerwise;

namespace LayerwiseConsole;

/// <summary>Training data of the program's own making: points on three spiral arms, with some noise.</summary>
internal static class SpiralData
{
    private const int Arms = 3;

    /// <summary>The same seed gives the same points.</summary>
    public static Dataset Create(int pointsPerArm, int seed)
    {
        var random = new Random(seed);
        var points = new float[2 * Arms * pointsPerArm];
        var arms = new int[Arms * pointsPerArm];
        for (int i = 0; i < arms.Length; i++)
        {
            arms[i] = i % Arms;
            double radius = random.NextDouble();
            double angle = (2 * Math.PI * arms[i] / Arms) + (4 * radius) + (0.2 * (random.NextDouble() - 0.5));
            points[2 * i] = (float)(radius * Math.Cos(angle));
            points[(2 * i) + 1] = (float)(radius * Math.Sin(angle));
        }

        return Dataset.WithLabels(points, 2, arms, Arms);
    }
}
