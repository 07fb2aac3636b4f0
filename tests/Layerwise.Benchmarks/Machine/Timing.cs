using System.Diagnostics;

namespace Layerwise.Benchmarks.Machine;

/// <summary>
/// Times things against each other: in turns, so that a machine that slows down slows all of them, and the best turn counts,
/// because whatever else runs on the machine only ever adds time.
/// </summary>
internal static class Timing
{
    private const int Rounds = 7;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(4);

    /// <summary>
    /// Above this a call takes one turn beside the two that found out how long it is: slow peers must not cost the run its minutes, and one turn that was disturbed must
    /// not be all that is known of them.
    /// </summary>
    private static readonly TimeSpan LongCall = TimeSpan.FromMilliseconds(60);

    /// <summary>Nanoseconds per call of each action, which is given how often to do its work.</summary>
    public static double[] Nanoseconds(params ReadOnlySpan<Action<int>> actions)
    {
        var counts = new int[actions.Length];
        var best = new double[actions.Length];
        for (int i = 0; i < actions.Length; i++) (counts[i], best[i]) = Calibrate(actions[i]);
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                if (round == 0 || best[i] < LongCall.TotalNanoseconds) best[i] = Math.Min(best[i], Time(actions[i], counts[i]).TotalNanoseconds / counts[i]);
            }
        }

        return best;
    }

    private static (int Count, double Nanoseconds) Calibrate(Action<int> action)
    {
        // The first call compiles.
        Time(action, 1);
        for (int count = 1; ; count *= 2)
        {
            TimeSpan time = Time(action, count);

            // Once more: one that was disturbed would leave too few calls for every turn.
            if (time >= Slice && Time(action, count) is var again && again < time) time = again;
            if (time >= Slice || count >= 1 << 28) return (count, time.TotalNanoseconds / count);
        }
    }

    private static TimeSpan Time(Action<int> action, int count)
    {
        long start = Stopwatch.GetTimestamp();
        action(count);
        return Stopwatch.GetElapsedTime(start);
    }
}
