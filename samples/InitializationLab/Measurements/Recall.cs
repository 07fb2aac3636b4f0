using Layerwise;
using Layerwise.Runtime;

namespace InitializationLab.Measurements;

/// <summary>A task that needs a memory: the first step says 1 or −1, all others nothing but noise, and behind the last one the network is asked which it was.</summary>
internal static class Recall
{
    /// <summary>Steps of a sequence.</summary>
    public const int Steps = 100;

    /// <summary>Numbers of a step.</summary>
    public const int Inputs = 4;

    /// <summary>Their mean square: noise of a tenth, and one number of 400 that says something.</summary>
    public const float InputPower = (Noise * Noise) + (1f / (Steps * Inputs));

    private const float Noise = 0.1f;
    private const int Samples = 768;
    private const int BatchSize = 32;

    private static readonly (Dataset Training, Dataset Test) Sequences = Draw();

    /// <summary>Draws the weights, then learns with Adam and steps of several sizes.</summary>
    /// <returns>The best of these trainings: of those that read most right, the one whose loss is smallest in the mean over all epochs.</returns>
    public static TrainingRun Learn<TNetwork>(TNetwork network, IEnumerable<double> learningRates, int epochs, ulong seed)
        where TNetwork : class, INetwork<TNetwork> => learningRates
        .Select(rate => Learn(network, new Adam(rate), rate, epochs, seed))
        .OrderByDescending(static run => run.Accuracy)
        .ThenBy(static run => run.Losses.Average())
        .First();

    /// <summary>Draws the weights, then learns.</summary>
    /// <remarks>A training that diverges ends there; what it came to is then that of chance.</remarks>
    public static TrainingRun Learn<TNetwork>(TNetwork network, IOptimizer optimizer, double learningRate, int epochs, ulong seed, double? clipNorm = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        network.Initialize(seed);
        using var trainer = new Trainer<TNetwork>(network, optimizer, new TrainerOptions { Seed = seed, BatchSize = BatchSize, ClipNorm = clipNorm });
        var losses = new List<double> { trainer.Evaluate(Sequences.Training).Loss };
        try
        {
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                _ = trainer.Fit(Sequences.Training, 1);
                losses.Add(trainer.Evaluate(Sequences.Training).Loss);
            }
        }
        catch (TrainingDivergedException)
        {
            return new TrainingRun(learningRate, losses, Accuracy: 0.5, HasDiverged: true);
        }

        return new TrainingRun(learningRate, losses, trainer.Evaluate(Sequences.Test).Accuracy ?? 0, HasDiverged: false);
    }

    private static (Dataset Training, Dataset Test) Draw()
    {
        var random = new Random(1);
        float[] inputs = new float[Samples * Steps * Inputs];
        int[] labels = new int[Samples];
        Initializers.Normal(inputs, Noise, seed: 1, layer: 0);
        for (int sample = 0; sample < Samples; sample++)
        {
            labels[sample] = random.Next(2);
            inputs[sample * Steps * Inputs] += (2 * labels[sample]) - 1;
        }

        return Dataset.WithLabels(inputs, Steps * Inputs, labels, 2).Split(fraction: 2.0 / 3, seed: 0);
    }
}
