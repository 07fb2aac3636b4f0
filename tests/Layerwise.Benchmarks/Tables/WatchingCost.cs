using System.Diagnostics;
using Layerwise.Benchmarks.Networks;

namespace Layerwise.Benchmarks.Tables;

/// <summary>
/// What <see cref="TrainerOptions.Health"/> costs, and what samples with weights cost: epochs of a trainer with and without, in turns. The watch looks at every step here, and
/// epochs are as short as a report takes, so that none has more reports for its steps. The difference is the price of a look, of which the default takes one in so many
/// steps; measured that way, noise is divided by as much.
/// </summary>
internal static class WatchingCost
{
    private const int Rounds = 41;
    private const int StepsPerTurn = 192;

    public static void Print()
    {
        var table = new MarkdownTable(["network @ batch", "step, µs", "a look, of a step", $"one in {new HealthWatch().EverySteps} steps", "weights of samples, of a step"]);
        Measure(table, "4-8-3", 32, () => new Net4X8X3());
        Measure(table, "64-32-10", 32, () => new Net64X32X10());
        Measure(table, "64-32-10", 256, () => new Net64X32X10());
        Measure(table, "784-128-10", 32, () => new Net784X128X10());
        Measure(table, "784-256-128-10", 32, () => new Net784X256X128X10());
    }

    private static void Measure<TNetwork>(MarkdownTable table, string name, int batch, Func<TNetwork> create)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(1);
        int samples = new HealthWatch().Samples;
        float[] inputs = Array.ConvertAll(new float[samples * TNetwork.InputSize], _ => random.NextSingle());
        float[] targets = new float[samples * TNetwork.OutputSize];
        for (int i = 0; i < samples; i++) targets[(i * TNetwork.OutputSize) + random.Next(TNetwork.OutputSize)] = 1;
        var data = new Dataset(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize);
        Dataset weighted = data.WithWeights(Array.ConvertAll(new float[samples], _ => 0.5f + random.NextSingle()));

        using var plain = new Trainer<TNetwork>(create(), new Adam(), new TrainerOptions { BatchSize = batch });
        using var watched = new Trainer<TNetwork>(create(), new Adam(), new TrainerOptions { BatchSize = batch, Health = new HealthWatch { EverySteps = 1 } });
        using var weighing = new Trainer<TNetwork>(create(), new Adam(), new TrainerOptions { BatchSize = batch });
        double step = double.MaxValue, look = double.MaxValue, weight = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            step = Math.Min(step, Microseconds(plain, data, samples / batch));
            look = Math.Min(look, Microseconds(watched, data, samples / batch));
            weight = Math.Min(weight, Microseconds(weighing, weighted, samples / batch));
        }

        double share = 100 * (look - step) / step;
        table.Row([$"{name} @ {batch}", $"{step:F1}", $"{share:F0} %", $"{share / new HealthWatch().EverySteps:F1} %", $"{100 * (weight - step) / step:F0} %"]);
    }

    private static double Microseconds<TNetwork>(Trainer<TNetwork> trainer, Dataset data, int steps)
        where TNetwork : class, INetwork<TNetwork>
    {
        long start = Stopwatch.GetTimestamp();
        trainer.Fit(data, epochs: StepsPerTurn / steps);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / StepsPerTurn;
    }
}
