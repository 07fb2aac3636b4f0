using Layerwise.Conformance.Errors;
using Layerwise.Conformance.Errors.Normalizations;
using Layerwise.Reference.Dense;
using Layerwise.Reference.Normalizations;
using BatchStatistics = Layerwise.Reference.Normalizations.Normalization;

namespace Layerwise.Generator.Tests.Conformance;

/// <summary>
/// The bounds of normalizations hold also where what comes in may be off by as much as it varies: behind several normalizations of two rows, whose small differences each of them
/// makes large. There a derivative at the exact values says little.
/// </summary>
public sealed class NormalizationErrorTests
{
    private const double Epsilon = 1e-6;
    private const int Draws = 2000;

    // Half the difference of two numbers, and what each of them may be off.
    public static TheoryData<double, double> Differences => new()
    {
        { 2e-3, 5e-4 }, { 1e-2, 3e-3 }, { 1e-4, 1e-4 }, { 0.1, 0.02 }, { 0.3, 1e-6 }, { 0, 1e-3 },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void Over_a_batch_of_two(double half, double error)
    {
        double[][] z = [[0.7 + half], [0.7 - half]];
        double[][] upstream = [[0.9], [-0.2]];
        double[][] inherited = [[error], [error]];
        double[] gamma = [1.3];
        BatchStatistics Of(double[][] values) => BatchStatistics.Of(values, [0, 1], isTraining: true, Epsilon, momentum: 0.1);
        BatchStatistics exact = Of(z);
        double[][] results = exact.Scaled(gamma, [0]);
        var errors = new NormalizationError(new DensePass([], z, exact, results, results, null, results), gamma, [0], inherited);
        double[][] deltas = exact.Backward(gamma, upstream);
        (double[][] ofDeltas, double[] ofGamma, _) = errors.OfGradients(upstream, [[0], [0]], deltas);
        foreach (double[][] moved in Moved(z, error))
        {
            BatchStatistics other = Of(moved);
            AssertWithin(results, other.Scaled(gamma, [0]), errors.Results);
            AssertWithin(deltas, other.Backward(gamma, upstream), ofDeltas);
            AssertWithin([[exact.GammaGradient(upstream, 0)]], [[other.GammaGradient(upstream, 0)]], [ofGamma]);
        }
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void Over_a_row_of_two(double half, double error)
    {
        double[][] z = [[0.7 + half, 0.7 - half]];
        double[][] upstream = [[0.9, -0.2]];
        double[] gamma = [1.3, -0.8];
        RowNormalization Of(double[][] values) => RowNormalization.Of(values, isCentred: true, Epsilon);
        RowNormalization exact = Of(z);
        double[][] results = exact.Scaled(gamma, [0, 0]);
        var errors = new RowNormalizationError(exact, z, gamma, results, [[error, error]]);
        double[][] deltas = exact.Backward(gamma, upstream);
        double[][] ofDeltas = errors.OfGradients(upstream, [[0, 0]], deltas).Deltas;
        foreach (double[][] moved in Moved(z, error))
        {
            AssertWithin(results, Of(moved).Scaled(gamma, [0, 0]), errors.Results);
            AssertWithin(deltas, Of(moved).Backward(gamma, upstream), ofDeltas);
        }
    }

    // As far as chance ever brings them: within four standard errors in most draws, and as far as bounds go in some.
    private static IEnumerable<double[][]> Moved(double[][] z, double error)
    {
        var random = new Random(3);
        for (int draw = 0; draw < Draws; draw++)
        {
            double reach = draw % 10 == 0 ? Rounding.Confidence : 4;
            yield return [.. z.Select(row => row.Select(value => value + (((2 * random.NextDouble()) - 1) * reach * error)).ToArray())];
        }
    }

    private static void AssertWithin(double[][] exact, double[][] found, double[][] errors)
    {
        for (int row = 0; row < exact.Length; row++)
        {
            for (int j = 0; j < exact[row].Length; j++) Assert.InRange(Math.Abs(found[row][j] - exact[row][j]), 0, Rounding.Confidence * errors[row][j]);
        }
    }
}
