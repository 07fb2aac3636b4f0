using System.Diagnostics;
using Layerwise;

namespace Digits;

/// <summary>Makes a network and teaches it to read.</summary>
internal static class DigitTraining
{
    // A crash costs at most the work of so many epochs.
    private const int EpochsBetweenCheckpoints = 5;

    private const int SavedSamples = 8;

    /// <summary>
    /// Trains a new network, or loads one. The same images and settings give the same network, bit for bit, on the same processor,
    /// however often training was stopped in between.
    /// </summary>
    /// <exception cref="SafetensorsException">A file is not of this network, or not of this training.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is of a training with other images.</exception>
    public static TrainedNetwork Train(Dataset images, Settings settings, IProgress<EpochReport>? progress = null)
    {
        long start = Stopwatch.GetTimestamp();

        var network = new DigitClassifier(settings.Seed);
        long steps = settings.LoadFile is null ? Train(network, images, settings, progress) : Load(network, settings.LoadFile);
        if (settings.SaveFile is not null) Save(network, images, settings.SaveFile);

        return new TrainedNetwork(network, steps, Stopwatch.GetElapsedTime(start));
    }

    // A few images go along, for the self-test of a program into which the weights are frozen.
    private static void Save(DigitClassifier network, Dataset images, string file)
    {
        float[] samples = [.. Enumerable.Range(0, Math.Min(SavedSamples, images.Count)).SelectMany(sample => images.Input(sample).ToArray())];
        FrozenWeights.Save(network, file, samples);
    }

    private static long Load(DigitClassifier network, string file)
    {
        Safetensors.Load(network, file);
        return 0;
    }

    private static long Train(DigitClassifier network, Dataset images, Settings settings, IProgress<EpochReport>? progress)
    {
        using var trainer = new Trainer<DigitClassifier>(network, TrainingChoices.Optimizer(settings), TrainingChoices.Options(settings, images.Count) with
        {
            Checkpointing = settings.ResumeFile is { } file ? new Checkpointing(file) { Epochs = EpochsBetweenCheckpoints } : null,
        });
        if (File.Exists(settings.ResumeFile)) trainer.Load(settings.ResumeFile!);

        // The last checkpoint of a training is that of its end.
        bool isOver = trainer.Epochs > 0 && !trainer.IsInterrupted;
        try
        {
            if (!isOver) trainer.Fit(images, settings.Epochs, epochProgress: progress);
        }
        catch (ArgumentException e) when (trainer.IsInterrupted)
        {
            throw new InvalidDataException($"{settings.ResumeFile}: {e.Message}", e);
        }

        return trainer.Steps;
    }
}
