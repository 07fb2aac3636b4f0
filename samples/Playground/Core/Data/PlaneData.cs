namespace Playground.Data;

/// <summary>Points of a plane in two classes, drawn anew in the same way each time.</summary>
internal static class PlaneData
{
    private const int PointsPerClass = 120;

    /// <summary>Two arms that wind about each other.</summary>
    public static LearningTask Spirals() => Draw("Spirals", static (random, label) =>
    {
        double along = Math.Sqrt(random.NextDouble());
        double angle = (along * 1.6 * 2 * Math.PI) + (label * Math.PI);
        return ((along * Math.Cos(angle)) + Noise(random, 0.02), (along * Math.Sin(angle)) + Noise(random, 0.02));
    });

    /// <summary>A disc inside a ring.</summary>
    public static LearningTask Circles() => Draw("Circles", static (random, label) =>
    {
        double radius = label == 0 ? 0.45 * Math.Sqrt(random.NextDouble()) : 0.75 + (0.25 * random.NextDouble());
        double angle = random.NextDouble() * 2 * Math.PI;
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    });

    /// <summary>Opposite quarters belong together.</summary>
    public static LearningTask Xor() => Draw("XOR", static (random, label) =>
    {
        double x = 0.08 + (0.92 * random.NextDouble());
        double y = 0.08 + (0.92 * random.NextDouble());
        bool isLeft = random.Next(2) == 0;
        bool isBelow = isLeft == (label == 0);
        return (isLeft ? -x : x, isBelow ? -y : y);
    });

    private static double Noise(Random random, double size) => size * ((2 * random.NextDouble()) - 1);

    private static LearningTask Draw(string name, Func<Random, int, (double X, double Y)> draw)
    {
        var random = new Random(1);
        float[] inputs = new float[4 * PointsPerClass];
        float[] targets = new float[4 * PointsPerClass];
        for (int i = 0; i < 2 * PointsPerClass; i++)
        {
            int label = i % 2;
            (double x, double y) = draw(random, label);
            inputs[2 * i] = (float)x;
            inputs[(2 * i) + 1] = (float)y;
            targets[(2 * i) + label] = 1;
        }

        return new LearningTask(name, TaskKind.Plane, UnitPower.Of(inputs), 2, targets, 2);
    }
}
