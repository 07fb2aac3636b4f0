namespace Layerwise;

/// <summary>What one training step did.</summary>
/// <param name="Epoch">The epoch, counted from 1 over the whole life of the trainer.</param>
/// <param name="Batch">The batch within the epoch, counted from 1.</param>
/// <param name="BatchCount">Number of batches in the epoch.</param>
/// <param name="Loss">Mean loss of the batch before the step.</param>
public readonly record struct BatchReport(int Epoch, int Batch, int BatchCount, float Loss)
{
    /// <summary>For people: "epoch 3, batch 12 of 45: loss 0.321", the same in every culture.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"epoch {Epoch}, batch {Batch} of {BatchCount}: ") + ReportText.Number("loss", Loss);
}
