namespace InitializationLab.Measurements;

/// <summary>Mean and variance of each unit over the samples.</summary>
internal sealed record UnitStatistics(double[] Means, double[] Variances)
{
    public static UnitStatistics Of(ReadOnlySpan<float> activations, int rows)
    {
        int units = activations.Length / rows;
        double[] means = new double[units];
        double[] variances = new double[units];
        for (int i = 0; i < activations.Length; i++) means[i % units] += (double)activations[i] / rows;
        for (int i = 0; i < activations.Length; i++) variances[i % units] += (activations[i] - means[i % units]) * (activations[i] - means[i % units]) / rows;
        return new UnitStatistics(means, variances);
    }

    /// <summary>How far the means have moved, over the standard deviations that units had: root mean squares over the units.</summary>
    public double ShiftFrom(UnitStatistics before)
    {
        double sum = 0;
        for (int unit = 0; unit < Means.Length; unit++) sum += (Means[unit] - before.Means[unit]) * (Means[unit] - before.Means[unit]);
        return Math.Sqrt(sum / before.Variances.Sum());
    }
}
