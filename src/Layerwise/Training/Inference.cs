namespace Layerwise;

/// <summary>How a network does on a batch, without training.</summary>
internal static class Inference
{
    /// <summary>The mean loss of a batch, its right answers, and how many answers can be right or wrong.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">At least one sample.</param>
    /// <param name="outputs">Room for the outputs of the batch: its first floats are overwritten.</param>
    public static (float Loss, (int Right, int Answers) Counts) Score<TNetwork>(TNetwork network, Batch batch, Span<float> outputs)
        where TNetwork : class, INetwork<TNetwork>
    {
        outputs = outputs[..(batch.Rows * TNetwork.OutputSize)];
        network.Forward(batch.Inputs, outputs);
        float loss = batch.Weights.IsEmpty ? ReportedLoss.Of(network, outputs, batch.Targets) : WeightedLoss.Of(network, outputs, batch.Targets, batch.Weights);
        return (loss, Metrics.CountRight(outputs, batch.Targets, TNetwork.OutputSize, HeadsOf<TNetwork>.All));
    }
}
