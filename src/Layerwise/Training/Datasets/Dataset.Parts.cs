using Layerwise.Runtime;

namespace Layerwise;

/// <content>Some of the samples.</content>
public sealed partial class Dataset
{
    /// <summary>Those of the samples that a condition holds for.</summary>
    /// <param name="isKept">Told the index of each sample.</param>
    /// <exception cref="ArgumentException">It holds for none.</exception>
    public Dataset Where(Func<int, bool> isKept)
    {
        ArgumentNullException.ThrowIfNull(isKept);
        int[] kept = [.. Enumerable.Range(0, Count).Where(isKept)];
        return kept.Length > 0 ? Part(kept) : throw new ArgumentException($"Expected at least one sample, but none of {Count} is kept.", nameof(isKept));
    }

    /// <summary>Deals the samples out at random to two data sets that show this one's memory; nothing is copied but row numbers.</summary>
    /// <param name="fraction">The share of the first, in (0, 1), rounded to whole samples.</param>
    /// <param name="seed">Any number; the same one gives the same split on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction leaves one side without a sample.</exception>
    public (Dataset First, Dataset Second) Split(double fraction, ulong seed)
    {
        double share = Math.Round(fraction * Count);
        if (!(share >= 1 && share <= Count - 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(fraction), fraction, $"Both sides of a split need a sample; of the {Count} here, the first would get {share}.");
        }

        int[] order = Shuffled(seed);
        return (Part(order[..(int)share]), Part(order[(int)share..]));
    }

    /// <summary>
    /// The same for labelled samples, each class by itself, so that both sides have all classes in the same proportions. A class of one sample is dealt to the first; one
    /// of more has at least one sample on each side.
    /// </summary>
    /// <param name="fraction">The share of the first, in (0, 1), rounded to whole samples of each class.</param>
    /// <param name="seed">As for <see cref="Split"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1, or no class has two samples.</exception>
    /// <exception cref="InvalidOperationException">The samples have targets, not labels.</exception>
    public (Dataset First, Dataset Second) SplitStratified(double fraction, ulong seed)
    {
        RequireShare(fraction);
        RequireLabels();
        int[] order = Shuffled(seed);
        return Parts(order, SampleSplit.Stratified(order, Label, TargetSize, fraction));
    }

    /// <summary>
    /// The same with samples that belong together (of one patient, one day, one machine) on one side: what is learned of some is judged by others. Whole groups are dealt out at
    /// random, as long as they bring the first nearer to its share.
    /// </summary>
    /// <param name="fraction">The share of the first, in (0, 1), kept as well as whole groups allow.</param>
    /// <param name="groups">The group of each row of the memory, any number: that of a sample stands at its <see cref="Row"/>, so that parts can be split with the same groups.</param>
    /// <param name="seed">As for <see cref="Split"/>.</param>
    /// <exception cref="ArgumentException">There is not one group for each row of the memory, or all samples are of one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public (Dataset First, Dataset Second) SplitByGroup(double fraction, ReadOnlySpan<int> groups, ulong seed)
    {
        RequireShare(fraction);
        Guard.Length(groups.Length, RowCount, 1, nameof(groups));
        int[] order = Shuffled(seed);
        int[] groupOf = new int[Count];
        for (int sample = 0; sample < Count; sample++) groupOf[sample] = groups[RowOf(sample)];
        return Parts(order, SampleSplit.ByGroup(order, groupOf, fraction, nameof(groups)));
    }

    /// <summary>The row of the memory, counted from 0, that a sample shows: of a part, the sample of the whole.</summary>
    /// <param name="sample">Zero-based index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public int Row(int sample) => RowOf(sample);

    private static void RequireShare(double fraction)
    {
        if (fraction is > 0 and < 1) return;
        throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Expected the share of the first part, between 0 and 1.");
    }

    private int[] Shuffled(ulong seed)
    {
        int[] order = new int[Count];
        Shuffle.ForSplit(order, seed);
        return order;
    }

    private (Dataset First, Dataset Second) Parts(int[] order, bool[] isFirst) =>
        (Part([.. order.Where(sample => isFirst[sample])]), Part([.. order.Where(sample => !isFirst[sample])]));

    private Dataset Part(int[] samples)
    {
        foreach (ref int sample in samples.AsSpan()) sample = RowOf(sample);
        return new Dataset(this, samples);
    }
}
