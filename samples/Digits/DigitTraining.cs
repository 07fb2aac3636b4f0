using System.Diagnostics;
using Layerwise;

namespace Digits;

/// <summary>Makes a network and teaches it to read.</summary>
internal static class DigitTraining
{
    // A crash costs at most the work of so many epochs.
    private const int EpochsBetweenCheckpoints = 5;

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
        if (settings.SaveFile is not null) Safetensors.Save(network, settings.SaveFile);

        return new TrainedNetwork(network, steps, Stopwatch.GetElapsedTime(start));
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
