using Layerwise.Text;

namespace Layerwise;

/// <summary>
/// How many of the samples that an output takes for ones of a class are of it, against how many of them it finds, over all thresholds: what to look at where
/// the class is rare (Davis and Goadrich 2006). What scikit-learn's <c>precision_recall_curve</c> gives, from the largest threshold to the smallest.
/// </summary>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(Ranking ranking)
    {
        Thresholds = [float.PositiveInfinity, .. ranking.Thresholds];
        Precisions = [1, .. ranking.Hits.Zip(ranking.FalseAlarms, static (hits, falseAlarms) => (double)hits / (hits + falseAlarms))];
        Recalls = [0, .. ranking.Hits.Select(hits => (double)hits / ranking.Positives)];
        for (int i = 1; i < Thresholds.Count; i++) AveragePrecision += (Recalls[i] - Recalls[i - 1]) * Precisions[i];
    }

    /// <summary>Σ (Rₙ − Rₙ₋₁)·Pₙ, scikit-learn's <c>average_precision_score</c>; for chance, the share of the samples that are of the class.</summary>
    public double AveragePrecision { get; }

    /// <summary>A sample is taken for one of the class from this output on; the first is ∞, which takes none.</summary>
    public IReadOnlyList<float> Thresholds { get; }

    /// <summary>For each threshold, the share of the samples taken for ones of the class that are of it; 1 for the first.</summary>
    public IReadOnlyList<double> Precisions { get; }

    /// <summary>For each threshold, the share of the samples of the class that are found.</summary>
    public IReadOnlyList<double> Recalls { get; }

    /// <summary>The curve of any scores.</summary>
    /// <param name="scores">[count]: the larger, the more like the class; not NaN.</param>
    /// <param name="isPositive">[count]: whether each sample is of the class; some are, and some are not.</param>
    /// <exception cref="ArgumentException">A length does not fit, a score is NaN, or all samples are of one kind.</exception>
    public static PrecisionRecallCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive) => new(Ranking.Of(scores, isPositive));

    /// <summary>The curve of one output of a network, by inference: its class against all others.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples; some are of the class, and some are not.</param>
    /// <param name="output">Zero-based index of the output.</param>
    /// <param name="head">Which output, where the network has several (<see cref="OutputAttribute"/>); null for the only one.</param>
    /// <exception cref="ArgumentException">The samples don't fit the network or are all of one kind, an output is NaN, or the network has no such output.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="InvalidOperationException">The outputs are numbers.</exception>
    public static PrecisionRecallCurve Of<TNetwork>(TNetwork network, Dataset samples, int output, string? head = null)
        where TNetwork : class, INetwork<TNetwork> => new(Ranking.Of(network, samples, output, head));

    /// <summary>The threshold with the largest F1, which is the harmonic mean of precision and recall; the largest of several.</summary>
    public float BestThreshold()
    {
        int best = 0;
        for (int i = 1; i < Thresholds.Count; i++)
        {
            if (F1(i) > F1(best)) best = i;
        }

        return Thresholds[best];

        double F1(int i) => Precisions[i] + Recalls[i] == 0 ? 0 : 2 * Precisions[i] * Recalls[i] / (Precisions[i] + Recalls[i]);
    }

    /// <summary>For people: "average precision 0.913", the same in every culture.</summary>
    public override string ToString() => $"average precision {NumberText.Rounded(AveragePrecision, digits: 4)}";
}
