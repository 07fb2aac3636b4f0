using System.Diagnostics;
using Layerwise.Benchmarks.Networks;
using Layerwise.Benchmarks.Tables;

namespace Layerwise.Benchmarks.Ranks;

/// <summary>
/// How long a step takes on many ranks, as a model: what a rank computes is measured here, on one thread; what a message costs is assumed, a latency and a bandwidth.
/// </summary>
internal static class ClusterModel
{
    private const int RowsPerShard = 256;

    // Bytes that a rank tells the others of itself and of each shard before a sum.
    private const int HeaderLength = 16;
    private const int ResultLength = 24;

    public static void Print()
    {
        Print("784-256-128-10", new Net784X256X128X10());
        Print("1024-4096-1024", new LargeNetwork());
    }

    private static void Print<TNetwork>(string name, TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        double shard = ShardSeconds(network);
        double add = AddSeconds(TNetwork.ParameterCount);
        double step = StepSeconds(network);
        Console.WriteLine($"{name}, {TNetwork.ParameterCount:N0} parameters: {shard * 1e6:F0} µs for a shard of {RowsPerShard} rows, {add * 1e6:F0} µs to add two gradients, {step * 1e6:F0} µs for Adam\n");
        var table = new MarkdownTable(
            ["ranks", "rows per rank", "batch", "computes, ms", "10 GbE: sums, ms", "samples/s", "efficiency", "InfiniBand: sums, ms", "samples/s", "efficiency"]);
        foreach (int shards in (int[])[1, 4])
        {
            foreach (int ranks in (int[])[1, 2, 8, 64, 1024])
            {
                double compute = (shards * shard) + ((shards - 1) * add) + step;
                int rows = shards * RowsPerShard;
                table.Row([
                    $"{ranks:N0}", $"{rows:N0}", $"{(long)rows * ranks:N0}", $"{compute * 1e3:F2}",
                    .. Cells(Network.Ethernet, ranks, shards, rows, compute, add), .. Cells(Network.InfiniBand, ranks, shards, rows, compute, add)]);
            }
        }

        Console.WriteLine();

        static string[] Cells(Network net, int ranks, int shards, int rows, double compute, double add)
        {
            double sums = net.SumSeconds(ranks, shards, TNetwork.ParameterCount, add);
            return [$"{sums * 1e3:F2}", $"{rows * (double)ranks / (compute + sums):N0}", $"{compute / (compute + sums):P0}"];
        }
    }

    private static double ShardSeconds<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(1);
        float[] inputs = Array.ConvertAll(new float[RowsPerShard * TNetwork.InputSize], _ => random.NextSingle());
        float[] targets = new float[RowsPerShard * TNetwork.OutputSize];
        for (int row = 0; row < RowsPerShard; row++) targets[row * TNetwork.OutputSize] = 1;
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(RowsPerShard);
        float[] gradients = new float[TNetwork.ParameterCount];
        return Seconds(() => network.ComputeGradients(inputs, targets, workspace, gradients));
    }

    private static double AddSeconds(int length)
    {
        float[] sum = new float[length];
        float[] part = new float[length];
        return Seconds(() => GradientSum.Add(sum, 1, part, 1));
    }

    private static double StepSeconds<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var adam = new Adam();
        float[] gradients = new float[TNetwork.ParameterCount];
        float[] state = new float[adam.StateLength(TNetwork.ParameterCount)];
        float[] parameters = network.Parameters.ToArray();
        return Seconds(() => adam.Step(parameters, gradients, state, step: 1));
    }

    private static double Seconds(Action action)
    {
        double best = double.MaxValue;
        for (int turn = 0; turn < 200; turn++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <param name="Latency">Of a message, in seconds.</param>
    /// <param name="Bandwidth">Bytes a second, in each direction at once.</param>
    private readonly record struct Network(double Latency, double Bandwidth)
    {
        public static readonly Network Ethernet = new(30e-6, 1.1e9);
        public static readonly Network InfiniBand = new(2e-6, 12e9);

        // Results are gathered in log₂(ranks) messages; gradients go by halving and doubling, in twice as many; each rank adds all parts but one.
        public double SumSeconds(int ranks, int shards, int parameters, double add)
        {
            double others = (ranks - 1.0) / ranks;
            double bytes = (2.0 * parameters * sizeof(float) * others) + ((ranks - 1.0) * (HeaderLength + (shards * ResultLength)));
            return (3 * Math.Log2(ranks) * Latency) + (bytes / Bandwidth) + (add * others);
        }
    }
}
