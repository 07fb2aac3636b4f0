namespace Layerwise;

/// <summary>Classes that are rare or missing, and targets that are odd.</summary>
internal static class TargetFindings
{
    // A network that always names such a class looks good.
    private const double NearlyAll = 0.9;

    public static IEnumerable<DataFinding> Of(Dataset samples) =>
        samples.HasLabels
            ? OfClasses(samples, samples.ClassCounts(), "sample", $"let rare classes count more: {nameof(Dataset.WithBalancedClasses)}")
        : samples.HasStepLabels
            ? OfClasses(samples, StepCounts(samples), "step", $"let rare classes count more: {nameof(NetworkAttribute.ClassWeights)} of [Network]")
        : ColumnFindings.Of(ColumnStatistics.Of(samples.Count, samples.TargetSize, samples.Target), samples.TargetName, samples.Count);

    private static int[] StepCounts(Dataset samples)
    {
        int[] counts = new int[samples.NamedTargets];
        for (int sample = 0; sample < samples.Count; sample++)
        {
            foreach (int label in samples.StepLabels(sample)) counts[label]++;
        }

        return counts;
    }

    private static IEnumerable<DataFinding> OfClasses(Dataset samples, int[] counts, string what, string remedy)
    {
        int largest = Array.IndexOf(counts, counts.Max());
        int all = counts.Sum();
        double share = (double)counts[largest] / all;
        if (share == 1)
        {
            yield return new DataFinding(
                DataProblem.MissingClass, largest, $"{samples.TargetName(largest)} has all {all} {what}s: there is nothing to tell apart. Look whether the rows are sorted and only the first ones were taken.");
            yield break;
        }

        foreach (int empty in Enumerable.Range(0, counts.Length).Where(label => counts[label] == 0))
        {
            yield return new DataFinding(DataProblem.MissingClass, empty, $"{samples.TargetName(empty)} has no {what}: it can't be learned. Look how the samples were split.");
        }

        if (share < NearlyAll) yield break;
        string percent = FormattableString.Invariant($"{100 * share:F0} %");
        yield return new DataFinding(
            DataProblem.ImbalancedClasses, largest,
            $"{samples.TargetName(largest)} has {percent} of the {what}s: a network that always names it has an accuracy of {percent}. "
            + $"Judge by {nameof(ConfusionMatrix)}.{nameof(ConfusionMatrix.MacroAverage)}, and {remedy}.");
    }
}
