namespace Layerwise;

/// <summary>What one epoch of training came to.</summary>
/// <param name="Epoch">The epoch, counted from 1 over the whole life of the trainer.</param>
/// <param name="Training">The mean over the epoch's batches, each taken before its step, while the parameters were moving.</param>
/// <param name="Validation">By the parameters at the end of the epoch; null without validation data.</param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
/// <param name="GradientNorm">
/// The mean norm of the gradients before <see cref="TrainerOptions.ClipNorm"/> limited it; null where it doesn't.
/// </param>
public readonly record struct EpochReport(
    int Epoch, Evaluation Training, Evaluation? Validation, double LearningRate, double? GradientNorm);
