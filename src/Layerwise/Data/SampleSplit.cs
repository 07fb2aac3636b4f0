namespace Layerwise;

/// <summary>Which samples go to the first of two parts. Samples come in a random order, and who comes first is dealt first.</summary>
internal static class SampleSplit
{
    /// <summary>Each class by itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No class has two samples.</exception>
    public static bool[] Stratified(int[] order, Func<int, int> label, int classCount, double fraction)
    {
        int[] left = new int[classCount];
        foreach (int sample in order) left[label(sample)]++;
        foreach (ref int count in left.AsSpan())
        {
            if (count > 1) count = Math.Clamp((int)Math.Round(count * fraction), 1, count - 1);
        }

        bool[] isFirst = new bool[order.Length];
        foreach (int sample in order) isFirst[sample] = left[label(sample)]-- > 0;
        if (!isFirst.Contains(false))
        {
            throw new ArgumentOutOfRangeException(
                nameof(fraction), fraction, $"Both sides of a split need a sample; none of the classes of the {order.Length} samples here has two.");
        }

        return isFirst;
    }

    /// <summary>Whole groups.</summary>
    /// <exception cref="ArgumentException">There is only one group.</exception>
    public static bool[] ByGroup(int[] order, int[] groupOf, double fraction, string parameter)
    {
        // In the order in which their first samples come.
        List<(int Group, int Size)> groups = [.. order.GroupBy(sample => groupOf[sample]).Select(static group => (group.Key, group.Count()))];
        if (groups.Count == 1) throw new ArgumentException($"All {order.Length} samples are of group {groups[0].Group}; a split needs two groups.", parameter);

        double wanted = fraction * order.Length;
        var first = new HashSet<int>();
        int count = 0;
        foreach ((int group, int size) in groups)
        {
            if (count + (size / 2.0) > wanted) continue;
            first.Add(group);
            count += size;
        }

        // Neither side is empty: the smallest group changes sides.
        int smallest = groups.MinBy(static group => group.Size).Group;
        if (first.Count == 0) first.Add(smallest);
        if (first.Count == groups.Count) first.Remove(smallest);

        bool[] isFirst = new bool[order.Length];
        foreach (int sample in order) isFirst[sample] = first.Contains(groupOf[sample]);
        return isFirst;
    }
}
