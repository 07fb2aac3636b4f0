namespace Layerwise;

/// <summary>
/// What may be wrong with samples, before a network learns from them: the faults of data that training doesn't stop at, because to it they are numbers like any others. Targets
/// that a loss has no meaning for are an error of <see cref="Trainer{TNetwork}"/>; what a network makes of the samples, <see cref="HealthReport"/> says.
/// </summary>
public sealed class DataReport
{
    private DataReport(int samples, IReadOnlyList<DataFinding> findings) => (Samples, Findings) = (samples, findings);

    /// <summary>Number of samples that were looked at.</summary>
    public int Samples { get; }

    /// <summary>What was found; none, if nothing was.</summary>
    public IReadOnlyList<DataFinding> Findings { get; }

    /// <summary>Looks at all samples. Takes some passes over them and a sort of each input, and allocates.</summary>
    /// <param name="training">The samples to learn from, as they are; scaled ones have less to say.</param>
    /// <param name="test">Samples that the network will be judged by, to see whether they are among those; or null.</param>
    /// <exception cref="ArgumentException">The two don't have the same sizes.</exception>
    public static DataReport Of(Dataset training, Dataset? test = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (test is not null && (test.InputSize, test.TargetSize) != (training.InputSize, training.TargetSize))
        {
            throw new ArgumentException(
                $"Expected samples of {training.InputSize} inputs and {training.TargetSize} targets, found {test.InputSize} and {test.TargetSize}.", nameof(test));
        }

        ColumnStatistics[] inputs = ColumnStatistics.Of(training.Count, training.InputSize, training.Input);
        return new DataReport(
            training.Count,
            [
                .. ColumnFindings.Of(inputs, training.InputName, training.Count),
                .. ScaleFindings.Of(inputs, training.InputName),
                .. TargetFindings.Of(training),
                .. LeakFindings.Of(training),
                .. DuplicateFindings.Of(training, test),
            ]);
    }

    /// <summary>For people: a line for each finding.</summary>
    public override string ToString() => string.Join(
        '\n', [FormattableString.Invariant($"{Samples} samples"), .. Findings.Count == 0 ? ["Nothing was found that is wrong with them."] : Findings.Select(static finding => finding.Message)]);
}
