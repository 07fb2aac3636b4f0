namespace Layerwise;

/// <summary>How well a network does on some samples.</summary>
/// <param name="Loss">Mean loss in the network's <see cref="Layerwise.Loss"/>.</param>
/// <param name="Accuracy">
/// Share of right answers as <see cref="Metrics.Accuracy"/> counts them; null for the losses of numbers. With several outputs, over the answers of all of them that can be right
/// or wrong; <see cref="Trainer.EvaluateHeads"/> tells them apart.
/// </param>
public readonly record struct Evaluation(float Loss, float? Accuracy)
{
    /// <summary>For people: "loss 0.0321, accuracy 98.9 %", the same in every culture.</summary>
    public override string ToString() =>
        ReportText.Number("loss", Loss) + (Accuracy is { } accuracy ? ", " + ReportText.Percentage("accuracy", accuracy) : "");
}
