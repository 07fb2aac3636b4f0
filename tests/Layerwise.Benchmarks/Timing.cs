using System.Diagnostics;

namespace Layerwise.Benchmarks;

/// <summary>Times things against each other: in turns, so that a machine that slows down slows all of them.</summary>
internal static class Timing
{
    private const int Rounds = 9;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(12);

    /// <summary>Median nanoseconds per call of each action.</summary>
    public static double[] Nanoseconds(params Action<int>[] repeat)
    {
        int[] counts = Array.ConvertAll(repeat, CallsPerSlice);
        double[][] times = Array.ConvertAll(repeat, static _ => new double[Rounds]);
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < repeat.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                repeat[i](counts[i]);
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / counts[i];
            }
        }

        return Array.ConvertAll(times, Median);
    }

    // The best of three: a thread that was put to sleep must not pass for slow code.
    private static int CallsPerSlice(Action<int> repeat)
    {
        for (int count = 1; ; count *= 2)
        {
            TimeSpan best = TimeSpan.MaxValue;
            for (int attempt = 0; attempt < 3 && best >= Slice; attempt++)
            {
                long start = Stopwatch.GetTimestamp();
                repeat(count);
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                if (elapsed < best) best = elapsed;
            }

            if (best >= Slice || count >= 1 << 28) return count;
        }
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
