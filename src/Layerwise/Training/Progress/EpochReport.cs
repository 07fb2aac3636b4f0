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
    int Epoch, Evaluation Training, Evaluation? Validation, double LearningRate, double? GradientNorm)
{
    /// <summary>
    /// What the looks at some of its steps have shown: null where <see cref="TrainerOptions.Health"/> is, or where they have not seen enough samples since the last report.
    /// </summary>
    public HealthReport? Health { get; init; }

    /// <summary>
    /// For people: "epoch 3: loss 0.0321, accuracy 98.9 %; validation loss 0.0412, accuracy 97.5 %; learning rate 0.003, gradient norm 1.2", the same
    /// in every culture; and a line for each finding about its health.
    /// </summary>
    public override string ToString()
    {
        string validation = Validation is { } evaluation ? $"; validation {evaluation}" : "";
        string norm = GradientNorm is { } value ? ", " + ReportText.Number("gradient norm", value) : "";
        string health = string.Concat(Health?.Findings.Select(static finding => "\n  " + finding.Message) ?? []);
        return FormattableString.Invariant($"epoch {Epoch}: {Training}{validation}; ") + ReportText.Number("learning rate", LearningRate) + norm + health;
    }
}
