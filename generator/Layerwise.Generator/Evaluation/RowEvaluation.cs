using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Evaluation;

/// <summary>What goes over the numbers of each position together.</summary>
internal static class RowEvaluation
{
    /// <summary>Each row without its mean and by its deviation, or by its root mean square.</summary>
    /// <param name="normalize">The step.</param>
    /// <param name="z">What it reads.</param>
    /// <param name="gamma">What each number is multiplied by afterwards.</param>
    /// <param name="beta">What is added to it; null where rows keep their mean.</param>
    public static double[] Normalized(NormalizeRows normalize, double[] z, float[] gamma, float[]? beta) => ForEachRow(z, normalize.Channels, row =>
    {
        double mean = beta is null ? 0 : row.Average();
        double deviation = Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + normalize.Layer.NormalizationEpsilon);
        return row.Select((value, j) => (gamma[j] * (value - mean) / deviation) + (beta?[j] ?? 0));
    });

    /// <summary>Each group of channels over all positions without its mean and by its deviation.</summary>
    /// <param name="normalize">The step.</param>
    /// <param name="z">What it reads: [positions, channels].</param>
    /// <param name="gamma">What each channel is multiplied by afterwards.</param>
    /// <param name="beta">What is added to it.</param>
    public static double[] Normalized(NormalizeGroups normalize, double[] z, float[] gamma, float[] beta)
    {
        int GroupOf(int i) => i % normalize.Channels / (normalize.Channels / normalize.Groups);
        (double Mean, double Deviation)[] groups = [.. Enumerable.Range(0, normalize.Groups).Select(group =>
        {
            double[] values = [.. z.Where((_, i) => GroupOf(i) == group)];
            double mean = values.Average();
            return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + normalize.Layer.NormalizationEpsilon));
        })];
        return [.. z.Select((value, i) =>
            (gamma[i % normalize.Channels] * (value - groups[GroupOf(i)].Mean) / groups[GroupOf(i)].Deviation) + beta[i % normalize.Channels])];
    }

    /// <summary>Softmax of each row, or its logarithm.</summary>
    public static double[] Softmax(double[] z, int width, bool givesLogarithms) => ForEachRow(z, width, row =>
    {
        double most = row.Max();
        double logarithm = Math.Log(row.Sum(value => Math.Exp(value - most))) + most;
        return row.Select(value => givesLogarithms ? value - logarithm : Math.Exp(value - logarithm));
    });

    private static double[] ForEachRow(double[] z, int width, Func<double[], IEnumerable<double>> map) =>
        [.. Enumerable.Range(0, z.Length / width).SelectMany(row => map(z.AsSpan(row * width, width).ToArray()))];
}
