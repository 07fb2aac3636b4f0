using InitializationLab.Measurements;
using InitializationLab.Report;

namespace InitializationLab.Experiments;

/// <summary>The pictures of the claims about memory.</summary>
internal static class Recalling
{
    /// <summary>What is left of the gradient so many steps before the loss: measured and, dashed, predicted.</summary>
    public static Curves Gradients(string title, params IReadOnlyList<StepProfile> profiles) => new(
        title,
        "The gradient of a loss at the last step, over what it is there; dashed as predicted.",
        "steps back",
        "gradient",
        [
            .. profiles.Select(static (profile, i) => new Series($"{profile.Name}, predicted", i, Series.Indexed(profile.Predicted)) { IsPrediction = true }),
            .. profiles.Select(static (profile, i) => new Series(profile.Name, i, Series.Indexed(profile.Measured))),
        ])
    {
        HasLogY = true,
    };

    /// <summary>When a training has learned the training sequences: "epoch 4".</summary>
    public static string Epochs(TrainingRun run) => EpochOf(run) is { } epoch ? $"epoch {Format.Number(epoch)}" : "never";

    /// <summary>The first epoch behind which the loss is half of what guessing has; null where there is none.</summary>
    public static int? EpochOf(TrainingRun run)
    {
        for (int epoch = 1; epoch < run.Losses.Count; epoch++)
        {
            if (run.Losses[epoch] < Math.Log(2) / 2) return epoch;
        }

        return null;
    }

    /// <summary>Learning to recall the first of a hundred steps.</summary>
    public static Curves Losses(params IReadOnlyList<(string Name, TrainingRun Run)> runs) => new(
        "Recalling the first of a hundred steps",
        "The best learning rate of each. Guessing has 0.69.",
        "epoch",
        "cross-entropy",
        [.. runs.Select(static (item, i) => Series.Losses(item.Name, i, item.Run))])
    {
        HasLogY = true,
    };
}
