namespace Layerwise;

/// <summary>Inputs that say what should be predicted: usually they are known only afterwards.</summary>
internal static class LeakFindings
{
    // Of fewer samples, one input tells them apart by chance.
    private const int FewestSamples = 20;

    // Of the squared correlation with a target, what may be missing to 1.
    private const double Unexplained = 1e-4;

    public static IEnumerable<DataFinding> Of(Dataset samples)
    {
        if (samples.Count < FewestSamples || samples.HasStepLabels || IsAutoencoding(samples)) yield break;
        for (int input = 0; input < samples.InputSize; input++)
        {
            string? told = samples.HasLabels ? (TellsClass(samples, input) ? "the class" : null) : ToldTarget(samples, input);
            if (told is null) continue;
            yield return new DataFinding(
                DataProblem.LeakingInput, input,
                $"{samples.InputName(input)} alone tells {told} of every sample. Ask whether it is known when the network is asked; if it is made of the answer, leave it out.");
        }
    }

    // Where the inputs are to be given back, each tells its own target.
    private static bool IsAutoencoding(Dataset samples) =>
        !samples.HasLabels && Enumerable.Range(0, samples.Count).All(sample => samples.Input(sample).SequenceEqual(samples.Target(sample)));

    // In the order of the input, each class stands in one piece, and equal values are of one class.
    private static bool TellsClass(Dataset samples, int input)
    {
        (float Value, int Label)[] sorted = [.. Enumerable.Range(0, samples.Count).Select(sample => (samples.InputAt(sample, input), samples.Label(sample))).Order()];
        var seen = new HashSet<int> { sorted[0].Label };
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Label == sorted[i - 1].Label) continue;
            if (sorted[i].Value.Equals(sorted[i - 1].Value) || !seen.Add(sorted[i].Label)) return false;
        }

        // Of classes with a sample or two, chance does the same.
        return seen.Count > 1 && seen.Count <= sorted.Length / FewestSamples * 2;
    }

    private static string? ToldTarget(Dataset samples, int input)
    {
        for (int target = 0; target < samples.TargetSize; target++)
        {
            if (SquaredCorrelation(samples, input, target) > 1 - Unexplained) return $"target {target}";
        }

        return null;
    }

    private static double SquaredCorrelation(Dataset samples, int input, int target)
    {
        double meanX = 0, meanY = 0;
        for (int sample = 0; sample < samples.Count; sample++) (meanX, meanY) = (meanX + samples.InputAt(sample, input), meanY + samples.Target(sample)[target]);
        (meanX, meanY) = (meanX / samples.Count, meanY / samples.Count);
        double xx = 0, yy = 0, xy = 0;
        for (int sample = 0; sample < samples.Count; sample++)
        {
            (double x, double y) = (samples.InputAt(sample, input) - meanX, samples.Target(sample)[target] - meanY);
            (xx, yy, xy) = (xx + (x * x), yy + (y * y), xy + (x * y));
        }

        return xx == 0 || yy == 0 ? 0 : xy * xy / (xx * yy);
    }
}
