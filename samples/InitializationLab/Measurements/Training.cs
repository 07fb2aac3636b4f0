using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Measurements;

/// <summary>Trains networks on images of digits, always on the same ones.</summary>
internal static class Training
{
    private static readonly (Dataset Training, Dataset Test) Images = DigitImages.Load();

    /// <summary>The images to learn from.</summary>
    public static Dataset Samples => Images.Training;

    /// <summary>The images to test with.</summary>
    public static Dataset TestSamples => Images.Test;

    /// <summary>Draws the weights, then learns with plain gradient descent.</summary>
    /// <remarks>A training that diverges ends there; what it came to is then that of chance.</remarks>
    public static TrainingRun Run<TNetwork>(
        TNetwork network, WeightScheme scheme, double learningRate, int epochs, ulong seed, double? clipNorm = null, int batchSize = 32, Dataset? samples = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        samples ??= Images.Training;
        scheme.Draw(network, seed);
        var options = new TrainerOptions { Seed = seed, ClipNorm = clipNorm, BatchSize = batchSize };
        using var trainer = new Trainer<TNetwork>(network, new Sgd(learningRate), options);
        var losses = new List<double> { trainer.Evaluate(samples).Loss };
        try
        {
            _ = trainer.Fit(samples, epochs, epochProgress: new SynchronousProgress<EpochReport>(report => losses.Add(report.Training.Loss)));
        }
        catch (TrainingDivergedException)
        {
            return new TrainingRun(learningRate, losses, TrainingRun.Chance, HasDiverged: true);
        }

        return new TrainingRun(learningRate, losses, trainer.Evaluate(Images.Test).Accuracy ?? 0, HasDiverged: false);
    }

    /// <summary>One training for each learning rate.</summary>
    public static TrainingRun[] Sweep<TNetwork>(TNetwork network, WeightScheme scheme, IEnumerable<double> learningRates, int epochs, ulong seed)
        where TNetwork : class, INetwork<TNetwork> => [.. learningRates.Select(rate => Run(network, scheme, rate, epochs, seed))];

    /// <summary>Draws the weights, then learns with plain gradient descent: the share of the test images read right before the first epoch and after each.</summary>
    /// <remarks>A training that diverges ends there.</remarks>
    public static double[] Accuracies<TNetwork>(TNetwork network, WeightScheme scheme, double learningRate, int epochs, ulong seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        scheme.Draw(network, seed);
        using var trainer = new Trainer<TNetwork>(network, new Sgd(learningRate), new TrainerOptions { Seed = seed });
        var accuracies = new List<double> { trainer.Evaluate(Images.Test).Accuracy ?? 0 };
        try
        {
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                _ = trainer.Fit(Images.Training, 1);
                accuracies.Add(trainer.Evaluate(Images.Test).Accuracy ?? 0);
            }
        }
        catch (TrainingDivergedException)
        {
            accuracies.Add(TrainingRun.Chance);
        }

        return [.. accuracies];
    }
}
