using Layerwise.Reference.Normalizations;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors.Normalizations;

/// <summary>Standard errors of the normalization of each sample by itself in float, beside the exact values of <see cref="RowNormalization"/>.</summary>
internal sealed class RowNormalizationError
{
    private readonly RowNormalization _exact;
    private readonly double[] _gamma;
    private readonly DeviationError[] _inverse;
    private readonly double[][] _normalized;

    /// <param name="exact">The exact values.</param>
    /// <param name="z">What is normalized, [rows][units].</param>
    /// <param name="gamma">γ.</param>
    /// <param name="results">γ·x̂ + β.</param>
    /// <param name="inherited">The standard errors of z.</param>
    public RowNormalizationError(RowNormalization exact, double[][] z, double[] gamma, double[][] results, double[][] inherited)
    {
        (_exact, _gamma) = (exact, gamma);
        _inverse = new DeviationError[z.Length];
        _normalized = [.. z.Select((row, r) => OfRow(row, inherited[r], r))];
        Results = [.. _normalized.Select((row, r) => row.Select((e, j) =>
            Math.Sqrt(Square(gamma[j] * e) + Square(2 * Unit * (Math.Abs(gamma[j] * exact.Normalized[r][j]) + Math.Abs(results[r][j]))))).ToArray())];
    }

    /// <summary>Of γ·x̂ + β, [rows][units].</summary>
    public double[][] Results { get; }

    /// <summary>Of the derivatives with respect to z, γ and β, from those with respect to γ·x̂ + β, whose own standard errors are given.</summary>
    public (double[][] Deltas, double[] Gamma, double[] Beta) OfGradients(double[][] upstream, double[][] inherited, double[][] deltas)
    {
        int rows = upstream.Length;
        double[] gamma = [.. _gamma.Select((_, j) => Math.Sqrt(
            Enumerable.Range(0, rows).Sum(r => Square(inherited[r][j] * Largest(r, j)) + Square(upstream[r][j] * _normalized[r][j]))
            + OfSum(rows, upstream.Select((g, r) => Math.Abs(g[j] * _exact.Normalized[r][j])).Sum())))];
        double[] beta = [.. _gamma.Select((_, j) => Math.Sqrt(inherited.Sum(e => Square(e[j])) + OfSum(rows, upstream.Sum(g => Math.Abs(g[j])))))];
        return ([.. upstream.Select((g, r) => OfDeltas(g, inherited[r], deltas[r], r))], gamma, _exact.IsCentred ? beta : []);
    }

    private double[] OfRow(double[] z, double[] inherited, int row)
    {
        int count = z.Length;
        double[] deviations = [.. z.Select(value => value - _exact.Means[row])];
        double ofMean = _exact.IsCentred ? (inherited.Sum(Square) + OfSum(count, z.Sum(Math.Abs))) / Square(count) : 0;
        _inverse[row] = DeviationError.Of(_exact.InverseDeviations[row], deviations, inherited);
        return [.. z.Select((value, j) =>
        {
            double own = Square(2 * Unit * (Math.Abs(value) + Math.Abs(_exact.Means[row])));
            double x = _exact.Normalized[row][j];
            return Math.Sqrt((Square(_inverse[row].Largest) * (Square(inherited[j]) + ofMean + own)) + Square(x * (_inverse[row].Relative + (2 * Unit))));
        })];
    }

    private double[] OfDeltas(double[] upstream, double[] inherited, double[] deltas, int row)
    {
        int count = upstream.Length;
        double[] x = _exact.Normalized[row];
        double[] scaled = [.. upstream.Select((g, j) => g * _gamma[j])];
        double[] errors = [.. inherited.Select((e, j) => Math.Sqrt(Square(e * _gamma[j]) + Square(Unit * scaled[j])))];
        double ofMean = _exact.IsCentred ? (errors.Sum(Square) + OfSum(count, scaled.Sum(Math.Abs))) / Square(count) : 0;
        double[] largest = [.. x.Select((_, j) => Largest(row, j))];
        double ofAlong = (errors.Select((e, j) => Square(e * largest[j]) + Square(scaled[j] * _normalized[row][j])).Sum()
            + OfSum(count, scaled.Select((h, j) => Math.Abs(h * x[j])).Sum())) / Square(count);
        double mean = _exact.Mean(scaled);
        double along = _exact.Along(row, scaled);
        return [.. errors.Select((e, j) =>
        {
            double centred = Square(e) + ofMean + (Square(largest[j]) * ofAlong) + Square(along * _normalized[row][j])
                + Square(3 * Unit * (Math.Abs(scaled[j]) + Math.Abs(mean) + Math.Abs(x[j] * along)));
            return Math.Sqrt((Square(_inverse[row].Largest) * centred) + Square(deltas[j] * (_inverse[row].Relative + (3 * Unit))));
        })];
    }

    // x̂ as far from 0 as it may be.
    private double Largest(int row, int j) => Math.Abs(_exact.Normalized[row][j]) + (Confidence * _normalized[row][j]);
}
