namespace Layerwise.Reference.Normalizations;

/// <summary>
/// Normalization of each sample by itself: y = γ·x̂ + β, x̂ = (z − mean)/√(variance + ε) over its units (Ba, Kiros and Hinton 2016), or y = γ·x̂, x̂ = z/√(mean square + ε)
/// (Zhang and Sennrich 2019).
/// </summary>
/// <param name="Normalized">x̂, [rows][units].</param>
/// <param name="Means">What was subtracted in each row: 0 where nothing is.</param>
/// <param name="InverseDeviations">1/√(variance + ε) of each row.</param>
/// <param name="IsCentred">Whether the mean is subtracted, and β added.</param>
public sealed record RowNormalization(double[][] Normalized, double[] Means, double[] InverseDeviations, bool IsCentred)
{
    /// <summary>Normalizes z [rows][units].</summary>
    public static RowNormalization Of(double[][] z, bool isCentred, double epsilon)
    {
        double[] means = [.. z.Select(row => isCentred ? row.Average() : 0)];
        double[] inverse = [.. z.Select((row, r) => 1 / Math.Sqrt(row.Average(v => (v - means[r]) * (v - means[r])) + epsilon))];
        return new RowNormalization([.. z.Select((row, r) => row.Select(v => (v - means[r]) * inverse[r]).ToArray())], means, inverse, isCentred);
    }

    /// <summary>γ·x̂ + β, [rows][units]; β is empty where there is none.</summary>
    public double[][] Scaled(double[] gamma, double[] beta) =>
        [.. Normalized.Select(row => row.Select((x, j) => (gamma[j] * x) + (IsCentred ? beta[j] : 0)).ToArray())];

    /// <summary>∂/∂z from g = ∂/∂y, by the chain rule through mean and deviation of each row.</summary>
    public double[][] Backward(double[] gamma, double[][] upstream) => [.. upstream.Select((row, r) =>
    {
        double[] scaled = [.. row.Select((g, j) => g * gamma[j])];
        double mean = Mean(scaled);
        double along = Along(r, scaled);
        return scaled.Select((h, j) => InverseDeviations[r] * (h - mean - (Normalized[r][j] * along))).ToArray();
    })];

    /// <summary>The mean of γ·g in a row, which goes with the mean of z; 0 where none is subtracted.</summary>
    public double Mean(double[] scaled) => IsCentred ? scaled.Average() : 0;

    /// <summary>The mean of γ·g·x̂ in a row.</summary>
    public double Along(int row, double[] scaled) => scaled.Zip(Normalized[row], static (h, x) => h * x).Average();
}
