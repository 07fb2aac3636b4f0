using System.Diagnostics;
using Layerwise.Benchmarks.Networks;

namespace Layerwise.Benchmarks.Tables;

/// <summary>What a thread meets that calls a network for each sample of a sound: bytes, collections, contended locks, and how long calls take, one by one.</summary>
internal static class RealTimeCalls
{
    private const int Calls = 1_000_000;
    private const int StackBytes = 128 * 1024;

    public static void Print()
    {
        Console.WriteLine($"{Calls:N0} calls of one step each, on a thread with a stack of {StackBytes / 1024} KB. Times of single calls, the clock's own included.");
        Console.WriteLine();
        var table = new MarkdownTable(["network", "bytes", "collections", "contended locks", "median", "99 %", "99.99 %", "longest"]);
        Row(table, "1-GRU 16-1", new Gru16());
        Row(table, "1-LSTM 40-1", new Lstm40());
    }

    private static void Row<TNetwork>(MarkdownTable table, string name, TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        string[] cells = [];
        var thread = new Thread(() => cells = Measure(network), StackBytes);
        thread.Start();
        thread.Join();
        table.Row([name, .. cells]);
    }

    private static string[] Measure<TNetwork>(TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        RecurrentState<TNetwork> state = TNetwork.CreateState();
        long[] ticks = new long[Calls];
        float[] input = new float[1];
        float[] output = new float[1];
        for (int call = 0; call < 1000; call++) network.Forward(input, output, state);
        GC.Collect();
        int collections = GC.CollectionCount(0);
        long locks = Monitor.LockContentionCount;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < Calls; call++)
        {
            input[0] = (call % 100) / 100f;
            long start = Stopwatch.GetTimestamp();
            network.Forward(input, output, state);
            ticks[call] = Stopwatch.GetTimestamp() - start;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        locks = Monitor.LockContentionCount - locks;
        collections = GC.CollectionCount(0) - collections;
        Array.Sort(ticks);
        string At(double share) => Quantity.Time(ticks[Math.Min(Calls - 1, (int)(share * Calls))] * 1e9 / Stopwatch.Frequency);
        return [$"{bytes:N0}", $"{collections:N0}", $"{locks:N0}", At(0.5), At(0.99), At(0.9999), At(1)];
    }
}
