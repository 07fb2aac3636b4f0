using System.Diagnostics;
using System.Runtime.InteropServices;
using Layerwise.Benchmarks.Networks;
using Layerwise.Benchmarks.Tables;
using Layerwise.Mpi;

namespace Layerwise.Benchmarks.Ranks;

/// <summary>
/// Whole training steps on several ranks, and on one of them, in turns; beside them what as many processes reach that know nothing of each other: more than that the machine
/// does not
/// give. Then the sum over ranks by itself, against copying what it receives. Started by mpirun.
/// </summary>
internal static class RankRatios
{
    private const int Rounds = 61;

    public static void Print()
    {
        using MpiCommunicator ranks = MpiCommunicator.Open();
        if (ranks.Size == 1) throw new InvalidOperationException("Started alone, there is nothing to compare: mpirun -n 2 dotnet run -c Release --no-build --project tests/Layerwise.Benchmarks -- ranks");
        bool isFirst = ranks.Rank == 0;
        if (isFirst) Console.WriteLine($"{ranks.Size} ranks, {ranks.Library}; the best of {Rounds} rounds\n");
        var steps = isFirst
            ? new MarkdownTable(["network @ batch", "one process, µs", $"{ranks.Size} ranks, µs", "times faster", $"{ranks.Size} processes apart", $"batch × {ranks.Size}, µs", "efficiency"])
            : null;
        Measure(ranks, steps, "784-128-10", 256, static () => new Net784X128X10());
        Measure(ranks, steps, "784-256-128-10", 256, static () => new Net784X256X128X10());
        Measure(ranks, steps, "784-256-128-10", 1024, static () => new Net784X256X128X10());
        Measure(ranks, steps, "784-256-128-10", 4096, static () => new Net784X256X128X10());
        if (isFirst) Console.WriteLine();
        var sums = isFirst ? new MarkdownTable(["gradients", "sum over ranks, µs", "GB/s received", "copied once, µs", "times the copy"]) : null;
        foreach (int length in (int[])[1_000, 10_000, 101_770, 235_146, 1_000_000, 4_000_000]) MeasureSum(ranks, sums, length);
    }

    private static void Measure<TNetwork>(MpiCommunicator ranks, MarkdownTable? table, string name, int batch, Func<TNetwork> create)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(1);
        int most = batch * ranks.Size;
        float[] inputs = Array.ConvertAll(new float[most * TNetwork.InputSize], _ => random.NextSingle());
        float[] targets = new float[most * TNetwork.OutputSize];
        for (int i = 0; i < most; i++) targets[(i * TNetwork.OutputSize) + random.Next(TNetwork.OutputSize)] = 1;
        using var alone = new Trainer<TNetwork>(create(), new Adam(), new TrainerOptions { BatchSize = batch });
        using var shared = new Trainer<TNetwork>(create(), new Adam(), new TrainerOptions { BatchSize = batch, Communicator = ranks });
        using var larger = new Trainer<TNetwork>(create(), new Adam(), new TrainerOptions { BatchSize = most, Communicator = ranks });
        int steps = Math.Max(1, 2048 / batch);
        double one = double.MaxValue, apart = double.MaxValue, strong = double.MaxValue, weak = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            one = Math.Min(one, Microseconds(ranks, () => ranks.Rank == 0 ? Steps(alone, batch) : 0));
            apart = Math.Min(apart, Microseconds(ranks, () => Steps(alone, batch)));
            strong = Math.Min(strong, Microseconds(ranks, () => Steps(shared, batch)));
            weak = Math.Min(weak, Microseconds(ranks, () => Steps(larger, most)));
        }

        table?.Row([$"{name} @ {batch}", $"{one / steps:F0}", $"{strong / steps:F0}", $"{one / strong:F2}", $"{one * ranks.Size / apart:F2}", $"{weak / steps:F0}", $"{apart / weak:P0}"]);

        int Steps(Trainer<TNetwork> trainer, int rows)
        {
            for (int step = 0; step < steps; step++) trainer.Step(inputs.AsSpan(0, rows * TNetwork.InputSize), targets.AsSpan(0, rows * TNetwork.OutputSize));
            return steps;
        }
    }

    private static void MeasureSum(MpiCommunicator ranks, MarkdownTable? table, int length)
    {
        float[] values = new float[length];
        float[] copy = new float[length];
        var sum = new RankSum(ranks, length);
        int turns = Math.Max(1, 500_000 / length);
        double best = double.MaxValue, copying = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            best = Math.Min(best, Microseconds(ranks, () => Turns(() => sum.Run(values, ranks.Size))));
            copying = Math.Min(copying, Microseconds(ranks, () => Turns(() => values.AsSpan().CopyTo(copy))));
        }

        // Of both ways, each rank receives all parts but its own.
        double received = 2.0 * length * sizeof(float) * (ranks.Size - 1) / ranks.Size;
        double floor = copying / turns * received / (length * sizeof(float));
        table?.Row([$"{length:N0}", $"{best / turns:F1}", $"{received / (best / turns) / 1000:F1}", $"{floor:F1}", $"{best / turns / floor:F1}"]);

        int Turns(Action action)
        {
            for (int turn = 0; turn < turns; turn++) action();
            return turns;
        }
    }

    // From when all are ready to when all are done: the slowest counts.
    private static double Microseconds(MpiCommunicator ranks, Func<int> action)
    {
        Meet(ranks);
        long start = Stopwatch.GetTimestamp();
        _ = action();
        Meet(ranks);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static void Meet(MpiCommunicator ranks)
    {
        Span<byte> blocks = stackalloc byte[ranks.Size];
        RankGather.Blocks(ranks, blocks);
    }
}
