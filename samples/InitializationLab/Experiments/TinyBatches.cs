using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C15: which normalization bears a batch of one.</summary>
internal sealed class TinyBatches : IExperiment
{
    private static readonly int[] BatchSizes = [1, 2, 4, 8, 32];
    private const double Refused = double.NaN;
    private static readonly double[] LearningRates = [0.001, 0.003, 0.01, 0.03, 0.1];

    public string Id => "C15";

    public string Claim => "Layer normalization learns from a batch of one, where batch normalization can't (Ba, Kiros & Hinton 2016).";

    public Finding Run(Effort effort)
    {
        int epochs = Math.Max(2, effort.Epochs / 5);
        double[] batch = Accuracies(new BatchNormalizedRelu(), epochs, effort.Seed);
        double[] layer = Accuracies(new LayerNormalizedRelu(), epochs, effort.Seed);

        bool layerLearns = layer[0] >= TrainingRun.Learned;
        bool batchFails = !(batch[0] >= TrainingRun.Learned);
        int enough = Array.FindIndex(batch, static accuracy => accuracy >= TrainingRun.Learned);
        return new Finding(
            layerLearns && batchFails ? Verdict.Holds : layerLearns || batchFails ? Verdict.InPart : Verdict.Fails,
            "a batch of 1 less its mean is 0, whatever the sample: batch normalization passes nothing on; of 2 samples it leaves ±1, which of them is larger; layer normalization does not see the batch",
            $"best test accuracy of {LearningRates.Length} learning rates after {epochs} epochs, at {string.Join(", ", BatchSizes)} images a step: batch normalization "
            + $"{Join(batch)}; layer normalization {Join(layer)}",
            enough < 0
                ? "Batch normalization learned at none of these sizes."
                : $"The trainer refuses a batch of one with it, for it has no variance. Batch normalization does not need large batches for this: it learns from {BatchSizes[enough]} images a step on.",
            [
                new Curves("Batches of a few images", "The best learning rate for each.", "images a step", "test accuracy",
                    [Line("batch normalization", 0, batch), Line("layer normalization", 1, layer)]) { HasLogX = true, YRange = (0, 1) },
            ]);
    }

    private static double[] Accuracies<TNetwork>(TNetwork network, int epochs, ulong seed)
        where TNetwork : class, INetwork<TNetwork> =>
        [
            .. BatchSizes.Select(size => IsRefused(network, size)
                ? Refused
                : LearningRates.Max(rate => Training.Run(network, WeightSchemes.HeNormal, rate, epochs, seed, batchSize: size).Accuracy)),
        ];

    private static bool IsRefused<TNetwork>(TNetwork network, int batchSize)
        where TNetwork : class, INetwork<TNetwork>
    {
        try
        {
            using var trainer = new Trainer<TNetwork>(network, new Sgd(LearningRates[0]), new TrainerOptions { BatchSize = batchSize });
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static string Join(double[] accuracies) => string.Join(", ", accuracies.Select(static accuracy => double.IsNaN(accuracy) ? "refused" : Format.Percent(accuracy)));

    private static Series Line(string name, int colour, double[] accuracies) => new(name, colour, [.. BatchSizes.Select((size, i) => ((double)size, accuracies[i]))]);
}
