using System.Diagnostics;

namespace Digits.Report;

/// <summary>Measures time and memory of code.</summary>
internal static class Measurement
{
    // .NET compiles a method quickly at first, and again, optimized, once it has proved busy. That takes tenths of a second.
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1.5);

    /// <summary>The fastest of many runs. Whatever disturbs one, code not yet optimized or another program, only makes it slower.</summary>
    public static TimeSpan FastestRun(Action action)
    {
        TimeSpan fastest = TimeSpan.MaxValue;
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < Duration)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            if (time < fastest) fastest = time;

            // Leaves the processor to the compiler, which optimizes on another thread.
            Thread.Sleep(1);
        }

        return fastest;
    }

    /// <summary>What the second run allocates; the first may still have to load and compile code.</summary>
    public static long AllocatedBytes(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
