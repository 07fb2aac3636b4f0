namespace InitializationLab.Measurements;

/// <summary>Means over many numbers, in double precision.</summary>
internal static class Moments
{
    /// <summary>The mean of the squares: infinite where the sum is.</summary>
    public static double Power(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += (double)value * value;
        return sum / values.Length;
    }

    /// <summary>Root mean square.</summary>
    public static double Rms(ReadOnlySpan<float> values) => Math.Sqrt(Power(values));

    /// <summary>The largest absolute value.</summary>
    public static double Largest(ReadOnlySpan<float> values)
    {
        double largest = 0;
        foreach (float value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
