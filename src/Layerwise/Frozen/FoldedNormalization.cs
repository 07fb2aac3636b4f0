using System.Globalization;

namespace Layerwise.Runtime;

/// <summary>
/// Batch normalization as part of the linear map before it: γ·(x·W + b − mean)/√(variance + ε) + β = x·(s·W) + (s·(b − mean) + β) with
/// s = γ/√(variance + ε). Source that the generator compiles too, for the weights that become constants.
/// </summary>
public static class FoldedNormalization
{
    /// <summary>Changes weights and biases so that they do what the normalization did, computed in double precision. No two spans share memory.</summary>
    /// <param name="weights">W [fanIn, fanOut], row-major.</param>
    /// <param name="biases">b [fanOut], 0 where the layer has none of its own.</param>
    /// <param name="gamma">γ [fanOut].</param>
    /// <param name="beta">β [fanOut].</param>
    /// <param name="means">The running means [fanOut].</param>
    /// <param name="variances">The running variances [fanOut].</param>
    /// <param name="epsilon">ε, of which the decimal number that it was declared as is added.</param>
    public static void Fold(
        Span<float> weights,
        Span<float> biases,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<float> means,
        ReadOnlySpan<float> variances,
        float epsilon = 1e-5f)
    {
        double exact = double.Parse(epsilon.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var scales = new double[biases.Length];
        for (int unit = 0; unit < scales.Length; unit++)
        {
            double scale = gamma[unit] / Math.Sqrt(variances[unit] + exact);
            scales[unit] = scale;
            biases[unit] = (float)((scale * ((double)biases[unit] - means[unit])) + beta[unit]);
        }

        for (int row = 0; row < weights.Length; row += scales.Length)
        {
            Span<float> unit = weights.Slice(row, scales.Length);
            for (int column = 0; column < unit.Length; column++) unit[column] = (float)(scales[column] * unit[column]);
        }
    }
}
