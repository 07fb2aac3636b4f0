using Layerwise.Text;

namespace Layerwise;

/// <summary>Inputs of another size than initializers expect, or of very different ones.</summary>
internal static class ScaleFindings
{
    // Initializers expect a root mean square of about 1.
    private const double Large = 10;

    // Columns of flags and shares differ by less.
    private const double Apart = 100;

    public static IEnumerable<DataFinding> Of(IReadOnlyList<ColumnStatistics> inputs, Func<int, string> nameOf)
    {
        (int Input, double Size)[] sizes =
        [
            .. inputs.Select(static (input, index) => (index, Math.Sqrt((input.Mean * input.Mean) + (input.Deviation * input.Deviation)))).Where(static pair => pair.Item2 > 0),
        ];
        if (sizes.Length == 0) yield break;
        (int largest, double most) = sizes.MaxBy(static pair => pair.Size);
        (int smallest, double least) = sizes.MinBy(static pair => pair.Size);
        if (most <= Large && most <= Apart * least) yield break;
        string rest = most > Apart * least ? $", {char.ToLowerInvariant(nameOf(smallest)[0])}{nameOf(smallest)[1..]} of {NumberText.Rounded(least)}" : "";
        yield return new DataFinding(
            DataProblem.UnscaledInputs, largest,
            $"{nameOf(largest)} has a root mean square of {NumberText.Rounded(most)}{rest}; initializers and learning rates expect about 1. Scale the inputs: [Network(Inputs = InputScaling.Standardize)], or {nameof(Scaling)}.{nameof(Scaling.Fit)}.");
    }
}
