using System.Runtime.InteropServices;

namespace Layerwise;

/// <summary>Samples that are there more than once.</summary>
internal static class DuplicateFindings
{
    public static IEnumerable<DataFinding> Of(Dataset training, Dataset? test)
    {
        var first = new Dictionary<Row, int>();
        List<(int Sample, int Before)> duplicates = [];
        for (int sample = 0; sample < training.Count; sample++)
        {
            if (!first.TryAdd(new Row(training, sample), sample)) duplicates.Add((sample, first[new Row(training, sample)]));
        }

        if (duplicates.Count > 0)
        {
            yield return new DataFinding(
                DataProblem.DuplicateSamples, null,
                $"{duplicates.Count} of {training.Count} samples have the inputs of one before them (sample {duplicates[0].Sample} those of sample {duplicates[0].Before}): they count twice, and a "
                + $"split puts them on both sides. Leave them out ({nameof(Dataset.Where)}), or keep them together ({nameof(Dataset.SplitByGroup)}).");
        }

        (int Sample, int Before)[] contradictions = [.. duplicates.Where(pair => !HasSameAnswer(training, pair.Sample, pair.Before))];
        if (contradictions.Length > 0)
        {
            yield return new DataFinding(
                DataProblem.ContradictingSamples, null,
                $"{contradictions.Length} of them have another answer than the one before (sample {contradictions[0].Sample} than sample {contradictions[0].Before}): no network can give "
                + "both. Look for an input that is missing, or for mistakes in the labels.");
        }

        if (test is null) yield break;
        int[] shared = [.. Enumerable.Range(0, test.Count).Where(sample => first.ContainsKey(new Row(test, sample)))];
        if (shared.Length == 0) yield break;
        yield return new DataFinding(
            DataProblem.SharedSamples, null,
            $"{shared.Length} of {test.Count} test samples are among the training samples (sample {shared[0]} is sample {first[new Row(test, shared[0])]} there): what the network knows by heart "
            + "looks better than it is. Remove duplicates before the split.");
    }

    private static bool HasSameAnswer(Dataset samples, int one, int other) =>
        samples.HasLabels ? samples.Label(one) == samples.Label(other) : samples.Target(one).SequenceEqual(samples.Target(other));

    // The inputs of a sample, compared number by number.
    private readonly struct Row(Dataset samples, int sample) : IEquatable<Row>
    {
        private ReadOnlySpan<float> Inputs => samples.Input(sample);

        public bool Equals(Row other) => Inputs.SequenceEqual(other.Inputs);

        public override bool Equals(object? obj) => obj is Row other && Equals(other);

        public override int GetHashCode()
        {
            HashCode hash = default;
            hash.AddBytes(MemoryMarshal.AsBytes(Inputs));
            return hash.ToHashCode();
        }
    }
}
