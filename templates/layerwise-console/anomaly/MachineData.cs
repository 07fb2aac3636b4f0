using Layerwise;

namespace LayerwiseConsole;

/// <summary>Training data of the program's own making: readings of a machine, which its speed and its load decide.</summary>
internal static class MachineData
{
    private const int Readings = 4;

    /// <summary>As they should be; the targets are the readings themselves. The same seed gives the same readings.</summary>
    public static Dataset Create(int count, int seed) => Create(count, seed, isFaulty: false);

    /// <summary>The same where in each one reading is not what speed and load make of it.</summary>
    public static Dataset CreateFaulty(int count, int seed) => Create(count, seed, isFaulty: true);

    private static Dataset Create(int count, int seed, bool isFaulty)
    {
        var random = new Random(seed);
        var readings = new float[Readings * count];
        for (int i = 0; i < count; i++)
        {
            double speed = random.NextDouble(), load = random.NextDouble();
            Span<float> row = readings.AsSpan(Readings * i, Readings);
            row[0] = (float)(600 + (2400 * speed) + Noise(random, 20));                        // turns in a minute
            row[1] = (float)(2 + (10 * load * (0.5 + speed)) + Noise(random, 0.2));            // amperes
            row[2] = (float)(30 + (25 * speed) + (30 * load) + Noise(random, 1));              // degrees
            row[3] = (float)(0.5 + (2 * speed * speed) + (0.5 * load) + Noise(random, 0.05));  // millimetres in a second
            if (isFaulty) row[1 + random.Next(Readings - 1)] *= (float)(random.Next(2) == 0 ? 0.5 : 1.8);
        }

        return new Dataset(readings, Readings, readings, Readings).WithNames(["speed", "current", "temperature", "vibration"]);
    }

    private static double Noise(Random random, double width) => width * (random.NextDouble() - 0.5);
}
