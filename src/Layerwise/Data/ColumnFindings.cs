using System.Globalization;
using Layerwise.Text;

namespace Layerwise;

/// <summary>What is odd about one input or one target.</summary>
internal static class ColumnFindings
{
    // Of a float's seven digits, so few are left for what varies.
    private const double LargeOffset = 1e4;

    /// <param name="statistics">Of each column.</param>
    /// <param name="nameOf">From the index of a column to its name, as a sentence begins.</param>
    /// <param name="rows">How many samples there are.</param>
    public static IEnumerable<DataFinding> Of(IReadOnlyList<ColumnStatistics> statistics, Func<int, string> nameOf, int rows)
    {
        for (int column = 0; column < statistics.Count; column++)
        {
            ColumnStatistics found = statistics[column];
            string name = nameOf(column);
            if (found.NotFinite > 0)
            {
                yield return new DataFinding(
                    DataProblem.NotFinite, column,
                    $"{name} is not finite in {found.NotFinite} of {rows} samples ({Text(found.NotFiniteValue)} in sample {found.FirstNotFinite}): no network learns from it. "
                    + "Leave these samples out, or write the mean or the median in its place.");
            }

            if (found.IsConstant)
            {
                yield return new DataFinding(
                    DataProblem.Constant, column, $"{name} is {Text(found.Least)} in every sample: nothing can be learned from it. Leave it out, unless other data will have other values.");
            }

            if (found.Outliers > 0)
            {
                yield return new DataFinding(
                    DataProblem.Outliers, column,
                    $"{name} has {found.Outliers} values far from all others (the farthest is {Text(found.Farthest)}, in sample {found.FarthestSample}; the median is {NumberText.Rounded(found.Median)}): "
                    + "scaling makes room for them and leaves little for the rest. Look whether they are mistakes; if not, take the logarithm or set a limit.");
            }

            if (!found.IsConstant && found.Deviation > 0 && Math.Abs(found.Mean) > LargeOffset * found.Deviation)
            {
                yield return new DataFinding(
                    DataProblem.LargeOffset, column,
                    $"{name} varies by {NumberText.Rounded(found.Deviation)} about {NumberText.Rounded(found.Mean, 7)}: a float keeps few digits of the difference, and a network into which "
                    + "the scaling is folded fewer. Subtract a constant before the values become floats.");
            }
        }
    }

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
