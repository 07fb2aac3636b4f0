namespace Playground.Data;

/// <summary>Points of a sine.</summary>
internal static class SineData
{
    /// <summary>The largest x.</summary>
    public static float Largest { get; } = MathF.Sqrt(3);

    /// <summary>One and a half periods, with a little noise; x between −√3 and √3, whose mean square is 1.</summary>
    public static LearningTask Load()
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 120).Select(i => Largest * ((((2 * i) + 1) / 120f) - 1))];
        float[] targets = [.. inputs.Select(x => MathF.Sin(1.5f * MathF.PI * x / Largest) + (0.1f * ((2 * random.NextSingle()) - 1)))];
        return new LearningTask("Sine", TaskKind.Curve, inputs, 1, targets, 1);
    }
}
