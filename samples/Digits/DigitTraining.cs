using System.Diagnostics;
using Digits.Progress;
using Layerwise;

namespace Digits;

/// <summary>Teaches a network to read.</summary>
internal static class DigitTraining
{
    // A crash costs at most the work of so many epochs.
    private const int EpochsBetweenCheckpoints = 5;

    private const int SavedSamples = 8;

    /// <summary>
    /// Trains a network that is new, or loads it. The same images and settings give the same network, bit for bit, on the same processor,
    /// however often training was stopped in between.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="images">What it learns from.</param>
    /// <param name="test">What it never sees, but a report tells how it reads it.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="progress">Told of every epoch, or null.</param>
    /// <exception cref="SafetensorsException">A file is not of this network, or not of this training.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is of a training with other images.</exception>
    public static TrainedNetwork<TNetwork> Train<TNetwork>(
        TNetwork network, Dataset images, Dataset test, Settings settings, IProgress<EpochReport>? progress = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        long start = Stopwatch.GetTimestamp();

        long steps = settings.LoadFile is null ? Fit(network, images, test, settings, progress) : Load(network, settings.LoadFile);
        if (settings.SaveFile is not null) Save(network, images, settings.SaveFile);

        return new TrainedNetwork<TNetwork>(network, steps, Stopwatch.GetElapsedTime(start));
    }

    // A few images go along, for the self-test of a program into which the weights are frozen.
    private static void Save<TNetwork>(TNetwork network, Dataset images, string file)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] samples = [.. Enumerable.Range(0, Math.Min(SavedSamples, images.Count)).SelectMany(sample => images.Input(sample).ToArray())];
        FrozenWeights.Save(network, file, samples);
    }

    private static long Load<TNetwork>(TNetwork network, string file)
        where TNetwork : class, INetwork<TNetwork>
    {
        Safetensors.Load(network, file);
        return 0;
    }

    private static long Fit<TNetwork>(TNetwork network, Dataset images, Dataset test, Settings settings, IProgress<EpochReport>? progress)
        where TNetwork : class, INetwork<TNetwork>
    {
        using var trainer = new Trainer<TNetwork>(network, TrainingChoices.Optimizer(settings), TrainingChoices.Options(settings, images.Count) with
        {
            Checkpointing = settings.ResumeFile is { } file ? new Checkpointing(file) { Epochs = EpochsBetweenCheckpoints } : null,
        });
        if (File.Exists(settings.ResumeFile)) trainer.Load(settings.ResumeFile!);

        // The last checkpoint of a training is that of its end.
        bool isOver = trainer.Epochs > 0 && !trainer.IsInterrupted;
        if (isOver) return trainer.Steps;
        TrainingReport<TNetwork>? report = settings.ReportFile is null ? null : new TrainingReport<TNetwork>(trainer, test);
        try
        {
            trainer.Fit(images, settings.Epochs, validation: report is null ? null : test, epochProgress: report is null ? progress : new BothReports(progress, report));
        }
        catch (ArgumentException e) when (trainer.IsInterrupted)
        {
            throw new InvalidDataException($"{settings.ResumeFile}: {e.Message}", e);
        }

        report?.Save(settings.ReportFile!);
        return trainer.Steps;
    }
}
