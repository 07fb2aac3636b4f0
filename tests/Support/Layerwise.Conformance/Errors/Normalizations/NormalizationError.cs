using Layerwise.Reference.Dense;
using Layerwise.Reference.Normalizations;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors.Normalizations;

/// <summary>Standard errors of the batch normalization of one layer in float, beside the exact values of <see cref="Normalization"/>.</summary>
internal sealed class NormalizationError
{
    private readonly Normalization _exact;
    private readonly double[] _gamma;
    private readonly DeviationError[] _inverse;
    private readonly double[][] _normalized;

    /// <param name="pass">The layer's values.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="beta">β.</param>
    /// <param name="inherited">The standard errors of x·W + b, [rows][fanOut].</param>
    public NormalizationError(DensePass pass, double[] gamma, double[] beta, double[][] inherited)
    {
        _exact = pass.Normalization!;
        _gamma = gamma;
        _inverse = new DeviationError[gamma.Length];
        _normalized = [.. inherited.Select(row => new double[row.Length])];
        Results = [.. inherited.Select(row => new double[row.Length])];
        for (int j = 0; j < gamma.Length; j++) OfColumn(pass.Linear, beta, inherited, j);
    }

    /// <summary>Of γ·x̂ + β, [rows][fanOut].</summary>
    public double[][] Results { get; }

    /// <summary>Of the running means and variances after the pass: [2·fanOut].</summary>
    /// <param name="z">x·W + b.</param>
    /// <param name="inherited">Its standard errors.</param>
    /// <param name="momentum">How far they moved.</param>
    public double[] OfRunningStatistics(double[][] z, double[][] inherited, double momentum)
    {
        int width = _gamma.Length;

        // They move by a difference, whose rounding is that of what they were.
        double[] errors = [.. _exact.RunningStatistics.Select((value, i) => 3 * Unit * (Math.Abs(value) + Math.Abs(_exact.StatisticsBefore[i])))];
        if (!_exact.IsOfBatch) return errors;

        for (int j = 0; j < width; j++)
        {
            double[] deviations = [.. z.Select(row => row[j] - _exact.Means[j])];
            errors[j] += momentum * Math.Sqrt(MeanVariance(z, inherited, j));
            errors[width + j] += momentum * DeviationError.OfVariance(deviations, Column(inherited, j)) * z.Length / (z.Length - 1);
        }

        return errors;
    }

    /// <summary>Of the derivatives with respect to x·W + b, γ and β, from those with respect to γ·x̂ + β, whose own standard errors are given.</summary>
    public (double[][] Deltas, double[] Gamma, double[] Beta) OfGradients(double[][] upstream, double[][] inherited, double[][] deltas)
    {
        int rows = upstream.Length;
        var gammaErrors = new double[_gamma.Length];
        var betaErrors = new double[_gamma.Length];
        double[][] errors = [.. upstream.Select(row => new double[row.Length])];
        for (int j = 0; j < _gamma.Length; j++)
        {
            double ofSum = OfSum(rows, upstream.Sum(g => Math.Abs(g[j])));
            double ofProduct = OfSum(rows, upstream.Select((g, r) => Math.Abs(g[j] * _exact.Normalized[r][j])).Sum());
            for (int r = 0; r < rows; r++)
            {
                ofSum += Square(inherited[r][j]);
                ofProduct += Square(inherited[r][j] * Largest(r, j)) + Square(upstream[r][j] * _normalized[r][j]);
            }

            (gammaErrors[j], betaErrors[j]) = (Math.Sqrt(ofProduct), Math.Sqrt(ofSum));
            double share = _exact.IsOfBatch ? 1.0 / rows : 0;
            double mean = Normalization.BetaGradient(upstream, j) * share;
            double slope = _exact.GammaGradient(upstream, j) * share;
            double scale = _gamma[j] * _inverse[j].Largest;
            for (int r = 0; r < rows; r++)
            {
                double x = Largest(r, j);
                double centred = Square(inherited[r][j]) + (Square(share) * (ofSum + (x * x * ofProduct))) + Square(slope * _normalized[r][j])
                    + Square(3 * Unit * (Math.Abs(upstream[r][j]) + Math.Abs(mean) + Math.Abs(x * slope)));
                errors[r][j] = Math.Sqrt((scale * scale * centred) + Square(deltas[r][j] * (_inverse[j].Relative + (3 * Unit))));
            }
        }

        return (errors, gammaErrors, betaErrors);
    }

    private void OfColumn(double[][] z, double[] beta, double[][] inherited, int j)
    {
        double[] deviations = [.. z.Select(row => row[j] - _exact.Means[j])];
        double ofMean = _exact.IsOfBatch ? MeanVariance(z, inherited, j) : 0;
        _inverse[j] = _exact.IsOfBatch
            ? DeviationError.Of(_exact.InverseDeviations[j], deviations, Column(inherited, j))
            : new DeviationError(_exact.InverseDeviations[j], 3 * Unit);

        for (int r = 0; r < z.Length; r++)
        {
            double x = _exact.Normalized[r][j];

            // Inference multiplies and adds before it subtracts the mean: the roundings are those of z and the mean, not of their difference.
            double own = Square(2 * Unit * (Math.Abs(z[r][j]) + Math.Abs(_exact.Means[j])));
            double ofX = (Square(_inverse[j].Largest) * (Square(inherited[r][j]) + ofMean + own)) + Square(x * (_inverse[j].Relative + (2 * Unit)));
            _normalized[r][j] = Math.Sqrt(ofX);
            Results[r][j] = Math.Sqrt(Square(_gamma[j]) * ofX + Square(2 * Unit * (Math.Abs(_gamma[j] * x) + Math.Abs(beta[j]))));
        }
    }

    // σ² of the mean of a column.
    private static double MeanVariance(double[][] z, double[][] inherited, int j) =>
        (inherited.Sum(e => Square(e[j])) + OfSum(z.Length, z.Sum(row => Math.Abs(row[j])))) / Square(z.Length);

    // x̂ as far from 0 as it may be.
    private double Largest(int row, int j) => Math.Abs(_exact.Normalized[row][j]) + (Confidence * _normalized[row][j]);

    private static double[] Column(double[][] rows, int j) => [.. rows.Select(row => row[j])];
}
