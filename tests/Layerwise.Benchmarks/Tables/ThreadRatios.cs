using System.Diagnostics;
using Layerwise.Benchmarks.Networks;

namespace Layerwise.Benchmarks.Tables;

/// <summary>
/// Whole training steps of the trainer, and inference of batches, on one thread and on two in turns. Both the best turns and the medians are shown: on a quiet
/// machine their ratios agree, on a busy one the second thread has no core of its own most of the time. How many cores' worth the
/// machine really gave is measured in the same turns: two trainers that know nothing of each other, on a thread each.
/// </summary>
internal static class ThreadRatios
{
    private const int Rounds = 101;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(8);

    public static void Print()
    {
        var table = new MarkdownTable(
            ["network @ batch", "one thread, best µs", "two threads", "times faster", "two trainers", "one thread, median µs", "two threads", "times faster", "two trainers"]);
        Measure(table, "64-32-10", 64, () => new Net64X32X10());
        Measure(table, "64-32-10", 256, () => new Net64X32X10());
        Measure(table, "784-128-10", 256, () => new Net784X128X10());
        Measure(table, "784-256-128-10", 64, () => new Net784X256X128X10());
        Measure(table, "784-256-128-10", 256, () => new Net784X256X128X10());
        Measure(table, "784-256-128-10", 1024, () => new Net784X256X128X10());

        Console.WriteLine();
        var inference = new MarkdownTable(["inference of a batch", "one thread, best µs", "two threads", "times faster"]);
        MeasureInference(inference, "784-256-128-10", 256, new Net784X256X128X10());
        MeasureInference(inference, "784-256-128-10", 1024, new Net784X256X128X10());
    }

    private static void MeasureInference<TNetwork>(MarkdownTable table, string name, int batch, TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] inputs = new float[batch * TNetwork.InputSize];
        float[] outputs = new float[batch * TNetwork.OutputSize];
        var random = new Random(1);
        for (int i = 0; i < inputs.Length; i++) inputs[i] = random.NextSingle();
        using var shared = new BatchInference<TNetwork>(network, threads: 2);
        double[] ones = new double[Rounds];
        double[] twos = new double[Rounds];
        for (int round = -1; round < Rounds; round++)
        {
            ones[Math.Max(round, 0)] = Microseconds(() => network.Forward(inputs, outputs));
            twos[Math.Max(round, 0)] = Microseconds(() => shared.Forward(inputs, outputs));
        }

        table.Row([$"{name} @ {batch}", $"{ones.Min():F0}", $"{twos.Min():F0}", $"{ones.Min() / twos.Min():F2}"]);
    }

    private static void Measure<TNetwork>(MarkdownTable table, string name, int batch, Func<TNetwork> create)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(1);
        float[] inputs = Array.ConvertAll(new float[batch * TNetwork.InputSize], _ => random.NextSingle());
        float[] targets = new float[batch * TNetwork.OutputSize];
        for (int i = 0; i < batch; i++) targets[(i * TNetwork.OutputSize) + random.Next(TNetwork.OutputSize)] = 1;

        using var one = new Trainer<TNetwork>(create(), new Adam(), new TrainerOptions { BatchSize = batch });
        using var other = new Trainer<TNetwork>(create(), new Adam(), new TrainerOptions { BatchSize = batch });
        using var two = new Trainer<TNetwork>(create(), new Adam(), new TrainerOptions { BatchSize = batch, Threads = 2 });
        double[] ones = new double[Rounds];
        double[] twos = new double[Rounds];
        double[] pairs = new double[Rounds];
        for (int round = -1; round < Rounds; round++)
        {
            // The first round warms up.
            ones[Math.Max(round, 0)] = Microseconds(one);
            twos[Math.Max(round, 0)] = Microseconds(two);
            pairs[Math.Max(round, 0)] = PairMicroseconds();
        }

        table.Row([$"{name} @ {batch}", .. Compared(ones.Min(), twos.Min(), pairs.Min()), .. Compared(Median(ones), Median(twos), Median(pairs))]);

        // Per step of either.
        double PairMicroseconds()
        {
            Task<double> beside = Task.Run(() => Microseconds(other));
            double microseconds = Microseconds(one);
            return 1 / ((1 / microseconds) + (1 / beside.Result));
        }

        double Microseconds(Trainer<TNetwork> trainer) => ThreadRatios.Microseconds(() => trainer.Step(inputs, targets));
    }

    private static double Microseconds(Action step)
    {
        long start = Stopwatch.GetTimestamp();
        int steps = 0;
        TimeSpan time = TimeSpan.Zero;
        for (; time < Turn; time = Stopwatch.GetElapsedTime(start), steps++) step();
        return time.TotalMicroseconds / steps;
    }

    private static string[] Compared(double one, double two, double pair) => [$"{one:F0}", $"{two:F0}", $"{one / two:F2}", $"{one / pair:F2}"];

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
