namespace Layerwise;

/// <summary>What can be asked of a network without training it: <see cref="Trainer{TNetwork}"/> is what trains.</summary>
public static class Trainer
{
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
        Tally tally = default;
        Predictions.Show(
            network,
            samples,
            (outputs, targets) =>
            {
                (int right, int answers) = Metrics.CountRight(outputs, targets, TNetwork.OutputSize, TNetwork.Loss);
                tally.Add(TNetwork.ComputeLoss(outputs, targets), outputs.Length / TNetwork.OutputSize, right, answers);
            },
            cancellationToken);
        return tally.Mean;
    }
}
