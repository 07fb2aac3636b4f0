using Layerwise.Runtime;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Layerwise.Tests.Initialization;

public class OrthogonalTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(64, 64)]
    [InlineData(65, 33)]
    [InlineData(10, 129)]
    [InlineData(300, 256)]
    public void ColumnsOrRowsAreOrthogonalAndHaveTheLengthOfTheGain(int fanIn, int fanOut)
    {
        Matrix<double> weights = Draw(fanIn, fanOut, seed: 5, gain: 1.5f);
        Matrix<double> product = fanIn >= fanOut ? weights.TransposeThisAndMultiply(weights) : weights.TransposeAndMultiply(weights);
        Matrix<double> expected = 2.25 * Matrix<double>.Build.DenseIdentity(Math.Min(fanIn, fanOut));

        // Each entry of the product is a sum of fanIn or fanOut products of floats, whose squares add up to 2.25.
        Assert.InRange((product - expected).Enumerate().Max(Math.Abs), 0, 2.25 * 1.2e-7 * 2);
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(40, 17)]
    [InlineData(17, 40)]
    public void ItIsTheFactorOfTheNormalMatrixWithAPositiveDiagonal(int fanIn, int fanOut)
    {
        float[] normal = new float[fanIn * fanOut];
        Initializers.Normal(normal, 1f, seed: 3, layer: 2);
        Matrix<double> matrix = Matrix(normal, fanIn, fanOut);
        bool isTall = fanIn >= fanOut;
        var factors = (isTall ? matrix : matrix.Transpose()).QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        Matrix<double> signed = factors.Q * Matrix<double>.Build.DenseOfDiagonalVector(factors.R.Diagonal().Map(x => (double)Math.Sign(x)));

        Matrix<double> actual = Draw(fanIn, fanOut, seed: 3, gain: 1f, layer: 2);

        Assert.InRange(((isTall ? signed : signed.Transpose()) - actual).Enumerate().Max(Math.Abs), 0, 1e-7);
    }

    // Uniform over the rotations means that each weight of a large matrix is nearly N(0, 1/n), and that the trace of a small one has
    // the moments of the orthogonal group: E[tr Q] = 0, E[(tr Q)²] = 1. Without the signs the first is not 0.
    [Fact]
    public void MatricesAreUniformOverTheOrthogonalGroup()
    {
        double[] large = KolmogorovSmirnov.Sorted(Draw(400, 400, seed: 1, gain: 1f).Enumerate().Select(x => (float)x));
        Assert.InRange(KolmogorovSmirnov.Statistic(large, x => Normal.CDF(0, 1 / Math.Sqrt(400), x)), 0, KolmogorovSmirnov.Bound);

        const int Matrices = 20_000;
        double[] traces = [.. Enumerable.Range(0, Matrices).Select(seed => Draw(3, 3, (ulong)seed, gain: 1f).Trace())];
        Assert.Equal(0, traces.Average(), 5 / Math.Sqrt(Matrices));
        Assert.Equal(1, traces.Average(x => x * x), 5 * Math.Sqrt(2.0 / Matrices));
    }

    [Fact]
    public void ADependentColumnIsReplacedByAnOrthogonalOne()
    {
        double[] matrix = [1, 2, 0, 0, 0, 0, 2, 4, 0];
        Householder.Orthonormalize(matrix, 3, 3);

        Matrix<double> q = Matrix<double>.Build.DenseOfRowMajor(3, 3, matrix);
        Matrix<double> difference = q.TransposeThisAndMultiply(q) - Matrix<double>.Build.DenseIdentity(3);
        Assert.InRange(difference.Enumerate().Max(Math.Abs), 0, 1e-15);
    }

    [Fact]
    public void ALengthThatIsNotWholeRowsIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Initializers.Orthogonal(new float[7], 3, 1f, 0, 0));
        Assert.Equal("weights", error.ParamName);
        Assert.Contains("Expected whole rows of 3 weights, but the length is 7.", error.Message, StringComparison.Ordinal);
    }

    private static Matrix<double> Draw(int fanIn, int fanOut, ulong seed, float gain, int layer = 0)
    {
        float[] weights = new float[fanIn * fanOut];
        Initializers.Orthogonal(weights, fanOut, gain, seed, layer);
        return Matrix(weights, fanIn, fanOut);
    }

    private static Matrix<double> Matrix(float[] weights, int rows, int columns) =>
        Matrix<double>.Build.DenseOfRowMajor(rows, columns, weights.Select(x => (double)x));
}
