using Layerwise.Traits;

namespace Layerwise;

/// <summary>What can be asked of a network without training it: <see cref="Trainer{TNetwork}"/> is what trains.</summary>
public static class Trainer
{
    // As many as a trainer takes by default, so that both add up in the same order and give the same bits.
    private const int MostRows = 32;

    /// <summary>Loss and accuracy of a network's present parameters on some samples, by inference.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or a target is outside the range of its loss.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Evaluation Evaluate<TNetwork>(TNetwork network, Dataset samples, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Trainer<TNetwork>.Check(samples, nameof(samples));
        int capacity = Math.Min(MostRows, samples.Count);
        var batch = new Batch(capacity, TNetwork.InputSize, TNetwork.OutputSize, TargetRange.OfOtherClasses(TNetwork.Loss));
        var outputs = new float[capacity * TNetwork.OutputSize];
        Tally tally = default;
        for (int first = 0; first < samples.Count; first += capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Gather(samples, first, Math.Min(capacity, samples.Count - first));
            (float loss, (int right, int answers)) = Inference.Score(network, batch, outputs);
            tally.Add(loss, batch.Rows, right, answers);
        }

        return tally.Mean;
    }
}
