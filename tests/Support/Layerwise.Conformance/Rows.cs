namespace Layerwise.Conformance;

/// <summary>From the flat floats of a network to the rows of doubles of the reference, and back.</summary>
internal static class Rows
{
    public static double[] Widen(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++) doubles[i] = values[i];
        return doubles;
    }

    public static double[][] Of(ReadOnlySpan<float> values, int width) => [.. Widen(values).Chunk(width)];

    public static double[] Flat(double[][] rows) => [.. rows.SelectMany(row => row)];
}
