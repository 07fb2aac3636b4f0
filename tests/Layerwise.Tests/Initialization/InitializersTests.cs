using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Layerwise.Runtime;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Layerwise.Tests.Initialization;

public class InitializersTests
{
    private const int Many = 1_000_000;

    public static TheoryData<int> Counts => EveryWordsWidth.Counts;

    [Fact]
    public void NormalIsNormal()
    {
        double[] sample = KolmogorovSmirnov.Sorted(Normal(Many, seed: 1, layer: 0, standardDeviation: 2f));
        Assert.InRange(KolmogorovSmirnov.Statistic(sample, x => MathNet.Numerics.Distributions.Normal.CDF(0, 2, x)), 0, KolmogorovSmirnov.Bound);
        Assert.Equal(0, sample.Mean(), 5 * 2 / 1000.0);
        Assert.Equal(4, sample.Variance(), 5 * 4 * Math.Sqrt(2) / 1000);
        Assert.Equal(0, sample.Skewness(), 5 * Math.Sqrt(6) / 1000);
        Assert.Equal(0, sample.Kurtosis(), 5 * Math.Sqrt(24) / 1000);
    }

    [Fact]
    public void NormalHasTails()
    {
        // Expected in two million: 126.7 beyond 4 σ, 13.6 beyond 4.5 σ; the Poisson bounds leave 0.1 % on each side.
        int beyond4 = 0;
        int beyond45 = 0;
        for (int layer = 0; layer < 2; layer++)
        {
            foreach (float x in Normal(Many, seed: 7, layer))
            {
                if (Math.Abs(x) > 4f) beyond4++;
                if (Math.Abs(x) > 4.5f) beyond45++;
                if (Math.Abs(x) > 5.9f) Assert.Fail($"{x:R} is beyond the documented end of the tails.");
            }
        }

        Assert.InRange(beyond4, 92, 163);
        Assert.InRange(beyond45, 4, 27);
    }

    [Fact]
    public void NeighborsInANormalPairAreUncorrelated()
    {
        // Elements 16 apart share a radius: their squares would betray a wrong angle.
        float[] sample = Normal(200_000, seed: 3, layer: 0);
        foreach (int distance in new[] { 1, 16, 32, 64 })
        {
            double[] x = [.. sample[..^distance].Select(value => (double)value)];
            double[] y = [.. sample[distance..].Select(value => (double)value)];
            Assert.Equal(0, Correlation.Pearson(x, y), 5 / Math.Sqrt(x.Length));
            Assert.Equal(0, Correlation.Pearson(x.Select(v => v * v), y.Select(v => v * v)), 5 / Math.Sqrt(x.Length));
        }
    }

    [Fact]
    public void UniformIsUniform()
    {
        float[] sample = Uniform(Many, seed: 1, layer: 0, limit: 0.5f);
        Assert.InRange(sample.Min(), -0.5f, -0.49999f);
        Assert.InRange(sample.Max(), 0.49999f, 0.5f);
        double[] sorted = KolmogorovSmirnov.Sorted(sample);
        Assert.InRange(KolmogorovSmirnov.Statistic(sorted, x => ContinuousUniform.CDF(-0.5, 0.5, x)), 0, KolmogorovSmirnov.Bound);
        Assert.Equal(0, sorted.Mean(), 5 * Math.Sqrt(1 / 12.0) / 1000);
        Assert.Equal(1 / 12.0, sorted.Variance(), 5 * Math.Sqrt(1 / 180.0) / 1000);
    }

    [Fact]
    public void SeedsAndLayersAreIndependent()
    {
        float[] first = Normal(100_000, seed: 1, layer: 0);
        foreach ((ulong seed, int layer) in new[] { (1UL, 1), (2UL, 0), (1UL << 32, 0), (1UL << 63, 0) })
        {
            float[] other = Normal(100_000, seed, layer);
            double correlation = Correlation.Pearson(first.Select(x => (double)x), other.Select(x => (double)x));
            Assert.Equal(0, correlation, 5 / Math.Sqrt(first.Length));
        }
    }

    [Fact]
    public void AnElementDoesNotDependOnTheLength()
    {
        float[] all = Normal(1000, seed: 9, layer: 2);
        for (int length = 0; length < 200; length++) Assert.Equal(all[..length], Normal(length, seed: 9, layer: 2));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void EveryWidthGivesTheSameBits(int count)
    {
        EveryWordsWidth.Run(count, new SameBits<UniformDistribution>(Uniform(10_001, seed: 77, layer: 3)));
        EveryWordsWidth.Run(count, new SameBits<NormalDistribution>(Normal(10_001, seed: 77, layer: 3)));
    }

    // A seed is a promise: these numbers never change, on any machine. If this fails, the change is a breaking one.
    [Fact]
    public void TheBitsOfASeedAreForever()
    {
        Assert.Equal("0BDBF2929ED33BB754571405486E0EAC3A98F629F3938571933EBCB99CDCE240", Hash(Uniform(10_000, seed: 20, layer: 1)));
        Assert.Equal("DF21FFD3AD237CB187FF618862ACCC9CED3AE762CA46BDF5EF328B01DA91DC1E", Hash(Normal(10_000, seed: 20, layer: 1)));
        Assert.Equal("93AA43282B86B45259EDDF39BACC6100B3256A0B1EF05B46599FF54C8184CD58", Hash(TruncatedNormal(10_000, seed: 20, layer: 1)));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] weights = new float[100];
        Assert.Equal(0, AllocationOf.EveryCall(() =>
        {
            Initializers.Uniform(weights, 1f, 0, 0);
            Initializers.Normal(weights, 1f, 0, 0);
            Initializers.TruncatedNormal(weights, 1f, 0, 0);
            Initializers.Identity(weights, 10, 1f);
        }));
    }

    private static float[] Uniform(int length, ulong seed, int layer, float limit = 1f)
    {
        float[] weights = new float[length];
        Initializers.Uniform(weights, limit, seed, layer);
        return weights;
    }

    private static float[] Normal(int length, ulong seed, int layer, float standardDeviation = 1f)
    {
        float[] weights = new float[length];
        Initializers.Normal(weights, standardDeviation, seed, layer);
        return weights;
    }

    private static float[] TruncatedNormal(int length, ulong seed, int layer)
    {
        float[] weights = new float[length];
        Initializers.TruncatedNormal(weights, 1f, seed, layer);
        return weights;
    }

    private static string Hash(float[] weights) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(weights.AsSpan())));
}
