using Layerwise.Runtime;
using MathNet.Numerics.Distributions;

namespace Layerwise.Tests.Initialization;

public class SparseTests
{
    [Theory]
    [InlineData(10, 7, 0)]
    [InlineData(10, 7, 3)]
    [InlineData(10, 7, 10)]
    [InlineData(1, 5, 1)]
    public void EachUnitHasThatManyZeros(int fanIn, int fanOut, int zeros)
    {
        float[] weights = Draw(fanIn, fanOut, zeros, seed: 4);
        for (int column = 0; column < fanOut; column++)
        {
            Assert.Equal(zeros, Enumerable.Range(0, fanIn).Count(row => weights[(row * fanOut) + column] == 0));
        }
    }

    [Fact]
    public void TheOthersAreTheNormalWeightsOfTheLayer()
    {
        float[] normal = new float[200 * 50];
        Initializers.Normal(normal, 0.5f, seed: 4, layer: 1);
        float[] sparse = Draw(200, 50, 60, seed: 4);
        Assert.All(sparse.Zip(normal), pair => Assert.True(pair.First == 0 || pair.First == pair.Second));
    }

    [Fact]
    public void EveryRowAndPairOfRowsIsZeroEquallyOften()
    {
        const int Units = 100_000;
        float[] weights = Draw(6, Units, 2, seed: 9);
        int[] counts = new int[36];
        for (int column = 0; column < Units; column++)
        {
            int[] rows = [.. Enumerable.Range(0, 6).Where(row => weights[(row * Units) + column] == 0)];
            counts[(rows[0] * 6) + rows[1]]++;
        }

        int[] pairs = [.. counts.Where(count => count > 0)];
        Assert.Equal(15, pairs.Length);
        double chiSquare = pairs.Sum(count => Math.Pow(count - (Units / 15.0), 2) / (Units / 15.0));
        Assert.InRange(ChiSquared.CDF(14, chiSquare), 0.001, 0.999);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void MoreZerosThanInputsAreRefused(int zeros) =>
        Assert.Equal("zeros", Assert.Throws<ArgumentOutOfRangeException>(() => Draw(3, 2, zeros, seed: 0)).ParamName);

    private static float[] Draw(int fanIn, int fanOut, int zeros, ulong seed)
    {
        float[] weights = new float[fanIn * fanOut];
        Initializers.Sparse(weights, fanOut, zeros, 0.5f, seed, layer: 1);
        return weights;
    }
}
