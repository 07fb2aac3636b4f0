namespace Layerwise.Runtime;

/// <summary>
/// Scaling as part of the linear maps at both ends: (x − μ)/σ·W + b = x·W′ + (b − μ·W′) with W′ = W/σ, and (x·W + b)·σ + μ. Source that the generator compiles too, for the
/// weights that become constants.
/// </summary>
public static class FoldedScaling
{
    /// <summary>Changes weights and biases of a first layer so that it takes inputs as they come, computed in double precision. No two spans share memory.</summary>
    /// <param name="weights">W [fanIn, fanOut], row-major.</param>
    /// <param name="biases">b [fanOut].</param>
    /// <param name="centers">μ [fanIn].</param>
    /// <param name="scales">σ [fanIn].</param>
    /// <param name="sign">−1 for biases; 1 for means, which something subtracts from the sums.</param>
    public static void Inputs(Span<float> weights, Span<float> biases, ReadOnlySpan<float> centers, ReadOnlySpan<float> scales, int sign = -1)
    {
        var shifts = new double[weights.Length / centers.Length];
        for (int input = 0; input < centers.Length; input++)
        {
            Span<float> row = weights.Slice(input * shifts.Length, shifts.Length);
            for (int unit = 0; unit < row.Length; unit++)
            {
                row[unit] = (float)(row[unit] / (double)scales[input]);
                shifts[unit] += (double)row[unit] * centers[input];
            }
        }

        for (int unit = 0; unit < biases.Length; unit++) biases[unit] = (float)(biases[unit] + (sign * shifts[unit]));
    }

    /// <summary>Changes weights and biases of a last layer so that its outputs are in the unit of the targets, computed in double precision. No two spans share memory.</summary>
    /// <param name="weights">W [fanIn, fanOut], row-major.</param>
    /// <param name="biases">b [fanOut].</param>
    /// <param name="centers">μ [fanOut].</param>
    /// <param name="scales">σ [fanOut].</param>
    public static void Targets(Span<float> weights, Span<float> biases, ReadOnlySpan<float> centers, ReadOnlySpan<float> scales)
    {
        for (int i = 0; i < weights.Length; i++) weights[i] = (float)((double)weights[i] * scales[i % scales.Length]);
        for (int unit = 0; unit < biases.Length; unit++) biases[unit] = (float)(((double)biases[unit] * scales[unit]) + centers[unit]);
    }
}
