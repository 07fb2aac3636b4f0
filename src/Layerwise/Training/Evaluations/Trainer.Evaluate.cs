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
        Show(
            network,
            samples,
            (outputs, targets, lengths, weight) =>
            {
                (int right, int answers) = CountedAnswers.CountRight<TNetwork>(outputs, targets, lengths);
                tally.Add(weight == 0 ? 0 : ReportedLoss.Of(network, outputs, targets, lengths), weight, right, answers);
            },
            cancellationToken);
        return tally.Mean;
    }

    /// <summary>Loss and accuracy of each output of a network by itself, by inference.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <returns>One for each of <see cref="INetwork{TSelf}.Heads"/>, in their order; one without a name for a network that names none.</returns>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or a target is outside the range of its loss.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<HeadEvaluation> EvaluateHeads<TNetwork>(TNetwork network, Dataset samples, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        HeadInfo[] heads = HeadsOf<TNetwork>.All;
        var tallies = new Tally[heads.Length];
        var losses = new float[heads.Length];
        Show(
            network,
            samples,
            (outputs, targets, lengths, weight) =>
            {
                ReportedLoss.Of(network, outputs, targets, lengths, losses);
                for (int i = 0; i < heads.Length; i++)
                {
                    (int right, int answers) = CountedAnswers.CountRight<TNetwork>(outputs, targets, lengths, heads.AsSpan(i, 1));
                    tallies[i].Add(weight == 0 ? 0 : losses[i], weight, right, answers);
                }
            },
            cancellationToken);
        return [.. heads.Zip(tallies, static (head, tally) => new HeadEvaluation(head.Name, tally.Mean))];
    }

    // Outputs and targets, and how much they count together: batch by batch, or sample by sample where these don't count alike.
    private delegate void Answers(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, double weight);

    private static void Show<TNetwork>(TNetwork network, Dataset samples, Answers action, CancellationToken cancellationToken)
        where TNetwork : class, INetwork<TNetwork>
    {
        int width = TNetwork.OutputSize;
        int first = 0;
        Predictions.Show(
            network,
            samples,
            (outputs, targets, lengths) =>
            {
                int rows = outputs.Length / width;
                if (!samples.HasWeights) action(outputs, targets, lengths, rows);
                for (int row = 0; samples.HasWeights && row < rows; row++)
                {
                    ReadOnlySpan<int> own = lengths.IsEmpty ? default : lengths.Slice(row, 1);
                    action(outputs.Slice(row * width, width), targets.Slice(row * width, width), own, samples.Weight(first + row));
                }

                first += rows;
            },
            cancellationToken);
    }
}
