namespace Layerwise.Reference.Normalizations;

/// <summary>
/// Batch normalization of one layer (Ioffe and Szegedy 2015), one column after the other: y = γ·x̂ + β, x̂ = (z − mean)/√(variance + ε).
/// </summary>
/// <param name="Normalized">x̂, [rows][fanOut].</param>
/// <param name="InverseDeviations">1/√(variance + ε), [fanOut].</param>
/// <param name="Means">The means that were subtracted, [fanOut].</param>
/// <param name="IsOfBatch">Whether mean and variance are those of the batch; otherwise the running ones, constants to the gradient.</param>
/// <param name="RunningStatistics">Running means and variances after the pass, [2·fanOut].</param>
public sealed record Normalization(
    double[][] Normalized, double[] InverseDeviations, double[] Means, bool IsOfBatch, double[] RunningStatistics)
{
    /// <summary>Running means and variances before the pass, [2·fanOut].</summary>
    public double[] StatisticsBefore { get; init; } = RunningStatistics;

    /// <summary>Normalizes z [rows][fanOut]: with the statistics of a batch that trains and has more than one row, otherwise with the running ones.</summary>
    public static Normalization Of(double[][] z, double[] running, bool isTraining, double epsilon, double momentum)
    {
        int width = running.Length / 2;
        bool isOfBatch = isTraining && z.Length > 1;
        var means = running[..width];
        var variances = running[width..];
        double[] moved = [.. running];
        if (isOfBatch)
        {
            for (int j = 0; j < width; j++)
            {
                double mean = z.Average(row => row[j]);
                double squares = z.Sum(row => (row[j] - mean) * (row[j] - mean));
                moved[j] = ((1 - momentum) * running[j]) + (momentum * mean);
                moved[width + j] = ((1 - momentum) * running[width + j]) + (momentum * squares / (z.Length - 1));
                (means[j], variances[j]) = (mean, squares / z.Length);
            }
        }

        double[] inverse = [.. variances.Select(v => 1 / Math.Sqrt(v + epsilon))];
        double[][] normalized = [.. z.Select(row => row.Select((v, j) => (v - means[j]) * inverse[j]).ToArray())];
        return new Normalization(normalized, inverse, means, isOfBatch, moved) { StatisticsBefore = running };
    }

    /// <summary>γ·x̂ + β, [rows][fanOut].</summary>
    public double[][] Scaled(double[] gamma, double[] beta) =>
        [.. Normalized.Select(row => row.Select((x, j) => (gamma[j] * x) + beta[j]).ToArray())];

    /// <summary>∂/∂z from g = ∂/∂y, by the chain rule through mean and variance.</summary>
    public double[][] Backward(double[] gamma, double[][] upstream)
    {
        int rows = upstream.Length;
        double[][] results = [.. upstream.Select(row => new double[row.Length])];
        for (int j = 0; j < gamma.Length; j++)
        {
            double scale = gamma[j] * InverseDeviations[j];
            double mean = IsOfBatch ? BetaGradient(upstream, j) / rows : 0;
            double slope = IsOfBatch ? GammaGradient(upstream, j) / rows : 0;
            for (int row = 0; row < rows; row++) results[row][j] = scale * (upstream[row][j] - mean - (Normalized[row][j] * slope));
        }

        return results;
    }

    /// <summary>∂/∂γⱼ = Σ g·x̂.</summary>
    public double GammaGradient(double[][] upstream, int j) => upstream.Select((g, row) => g[j] * Normalized[row][j]).Sum();

    /// <summary>∂/∂βⱼ = Σ g.</summary>
    public static double BetaGradient(double[][] upstream, int j) => upstream.Sum(g => g[j]);
}
