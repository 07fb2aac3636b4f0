using Layerwise.Text;

namespace Layerwise;

/// <summary>
/// The receiver operating characteristic: which share of the samples of a class an output finds, against which share of the others it raises a false alarm
/// for, over all thresholds (Fawcett 2006). What scikit-learn's <c>roc_curve</c> gives with <c>drop_intermediate=False</c>.
/// </summary>
public sealed class RocCurve
{
    private RocCurve(Ranking ranking)
    {
        Thresholds = [float.PositiveInfinity, .. ranking.Thresholds];
        TruePositiveRates = [0, .. ranking.Hits.Select(hits => (double)hits / ranking.Positives)];
        FalsePositiveRates = [0, .. ranking.FalseAlarms.Select(falseAlarms => (double)falseAlarms / ranking.Negatives)];
        for (int i = 1; i < Thresholds.Count; i++)
        {
            AreaUnderCurve += (FalsePositiveRates[i] - FalsePositiveRates[i - 1]) * (TruePositiveRates[i] + TruePositiveRates[i - 1]) / 2;
        }
    }

    /// <summary>The area under the curve: the share of all pairs, one sample of the class and one other, that the output orders right; 0.5 for chance.</summary>
    public double AreaUnderCurve { get; }

    /// <summary>A sample is taken for one of the class from this output on; the first is ∞, which takes none.</summary>
    public IReadOnlyList<float> Thresholds { get; }

    /// <summary>For each threshold, the share of the samples of the class that are found: the recall.</summary>
    public IReadOnlyList<double> TruePositiveRates { get; }

    /// <summary>For each threshold, the share of the other samples that are taken for ones of the class.</summary>
    public IReadOnlyList<double> FalsePositiveRates { get; }

    /// <summary>The curve of any scores.</summary>
    /// <param name="scores">[count]: the larger, the more like the class; not NaN.</param>
    /// <param name="isPositive">[count]: whether each sample is of the class; some are, and some are not.</param>
    /// <exception cref="ArgumentException">A length does not fit, a score is NaN, or all samples are of one kind.</exception>
    public static RocCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive) => new(Ranking.Of(scores, isPositive));

    /// <summary>The curve of one output of a network, by inference: its class against all others.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples; some are of the class, and some are not.</param>
    /// <param name="output">Zero-based index of the output.</param>
    /// <param name="head">Which output, where the network has several (<see cref="OutputAttribute"/>); null for the only one.</param>
    /// <exception cref="ArgumentException">The samples don't fit the network or are all of one kind, an output is NaN, or the network has no such output.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="InvalidOperationException">The outputs are numbers.</exception>
    public static RocCurve Of<TNetwork>(TNetwork network, Dataset samples, int output, string? head = null)
        where TNetwork : class, INetwork<TNetwork> => new(Ranking.Of(network, samples, output, head));

    /// <summary>For people: "AUC 0.987", the same in every culture.</summary>
    public override string ToString() => $"AUC {NumberText.Rounded(AreaUnderCurve, digits: 4)}";
}
