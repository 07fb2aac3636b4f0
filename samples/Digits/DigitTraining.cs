using System.Diagnostics;
using Layerwise;

namespace Digits;

/// <summary>Makes a network and teaches it to read.</summary>
internal static class DigitTraining
{
    /// <summary>Trains a new network. The same images and settings give the same network, bit for bit, on the same processor.</summary>
    public static TrainedNetwork Train(Dataset images, Settings settings, IProgress<EpochReport>? progress = null)
    {
        long start = Stopwatch.GetTimestamp();

        var network = new DigitClassifier(settings.Seed);
        var optimizer = new Sgd(learningRate: 0.1) { Momentum = 0.5 };
        var options = new TrainerOptions { BatchSize = settings.Batch, Seed = settings.Seed };
        var trainer = new Trainer<DigitClassifier>(network, optimizer, options);
        trainer.Fit(images, settings.Epochs, epochProgress: progress);

        return new TrainedNetwork(network, trainer.Steps, Stopwatch.GetElapsedTime(start));
    }
}
