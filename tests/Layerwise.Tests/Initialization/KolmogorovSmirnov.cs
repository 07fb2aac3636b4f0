namespace Layerwise.Tests.Initialization;

/// <summary>The test of Kolmogorov and Smirnov: how far a sample's distribution is from the one it should have.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>The 0.1 % point of <see cref="Statistic"/>. The seeds are fixed, so a failure is never bad luck.</summary>
    public const double Bound = 1.95;

    public static double[] Sorted(IEnumerable<float> sample)
    {
        double[] sorted = [.. sample.Select(x => (double)x)];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>√n·D.</summary>
    public static double Statistic(double[] sorted, Func<double, double> distribution)
    {
        double n = sorted.Length;
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = distribution(sorted[i]);
            largest = Math.Max(largest, Math.Max(expected - (i / n), ((i + 1) / n) - expected));
        }

        return largest * Math.Sqrt(n);
    }
}
