namespace Layerwise;

/// <summary>Classes that are rare or missing, and targets that are odd.</summary>
internal static class TargetFindings
{
    // A network that always names such a class looks good.
    private const double NearlyAll = 0.9;

    public static IEnumerable<DataFinding> Of(Dataset samples) =>
        samples.HasLabels ? OfClasses(samples)
        : samples.HasStepLabels ? []
        : ColumnFindings.Of(ColumnStatistics.Of(samples.Count, samples.TargetSize, samples.Target), samples.TargetName, samples.Count);

    private static IEnumerable<DataFinding> OfClasses(Dataset samples)
    {
        int[] counts = samples.ClassCounts();
        int largest = Array.IndexOf(counts, counts.Max());
        double share = (double)counts[largest] / samples.Count;
        if (share == 1)
        {
            yield return new DataFinding(
                DataProblem.MissingClass, largest, $"{samples.TargetName(largest)} has all {samples.Count} samples: there is nothing to tell apart. Look whether the rows are sorted and only the first ones were taken.");
            yield break;
        }

        foreach (int empty in Enumerable.Range(0, counts.Length).Where(label => counts[label] == 0))
        {
            yield return new DataFinding(DataProblem.MissingClass, empty, $"{samples.TargetName(empty)} has no sample: it can't be learned. Look how the samples were split.");
        }

        if (share < NearlyAll) yield break;
        string percent = FormattableString.Invariant($"{100 * share:F0} %");
        yield return new DataFinding(
            DataProblem.ImbalancedClasses, largest,
            $"{samples.TargetName(largest)} has {percent} of the samples: a network that always names it has an accuracy of {percent}. "
            + $"Judge by {nameof(ConfusionMatrix)}.{nameof(ConfusionMatrix.MacroAverage)}, and let rare classes count more: {nameof(Dataset.WithBalancedClasses)}.");
    }
}
