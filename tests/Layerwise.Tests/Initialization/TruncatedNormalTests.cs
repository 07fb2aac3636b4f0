using Layerwise.Runtime;
using Layerwise.Tests.Lanes;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Layerwise.Tests.Initialization;

public class TruncatedNormalTests
{
    private const int Many = 1_000_000;

    private static readonly double Share = SpecialFunctions.Erf(Math.Sqrt(2));

    [Fact]
    public void DistributionIsTheNormalCutAtTwoDeviations()
    {
        float[] weights = new float[Many];
        Initializers.TruncatedNormal(weights, 0.5f, seed: 1, layer: 0);
        double[] sample = KolmogorovSmirnov.Sorted(weights);

        double lowest = Normal.CDF(0, 0.5, -1);
        Assert.InRange(KolmogorovSmirnov.Statistic(sample, x => (Normal.CDF(0, 0.5, x) - lowest) / Share), 0, KolmogorovSmirnov.Bound);
        Assert.InRange(sample[0], -1, -0.9999);
        Assert.InRange(sample[^1], 0.9999, 1);

        // Moments by integration by parts: each has a term of the density at the cut.
        double atCut = 2 * Normal.PDF(0, 1, 2) / Share;
        double second = 1 - (2 * atCut);
        double fourth = (3 * second) - (8 * atCut);
        Assert.Equal(0, sample.Mean(), 5 * 0.5 * Math.Sqrt(second) / 1000);
        Assert.Equal(0.25 * second, sample.Variance(), 5 * 0.25 * Math.Sqrt(fourth - (second * second)) / 1000);
        Assert.Equal(0, sample.Skewness(), 0.012);
    }

    // The 2²⁴ uniform numbers are symmetric about 0.
    [Fact]
    public void EveryNumberIsCloseToTheQuantileAndNoneIsBeyondTheCut()
    {
        float[] uniform = [.. Enumerable.Range(0, 1 << 23).Select(i => (i + 0.5f) / (1 << 23))];
        float[] above = [.. uniform];
        float[] below = [.. uniform.Select(t => -t)];
        TruncatedNormal.FromUniform<Lanes4>(above, 1f);
        TruncatedNormal.FromUniform<Lanes4>(below, 1f);

        float before = 0;
        for (int i = 0; i < above.Length; i++)
        {
            float x = above[i];
            if (below[i] != -x) Assert.Fail($"{x:R} has no mirror.");
            if (x > 2 || x < before - 4e-7f) Assert.Fail($"{x:R} follows {before:R}.");
            if (i % 1021 == 0) Assert.Equal(Math.Sqrt(2) * SpecialFunctions.ErfInv(Share * uniform[i]), x, 7e-7);
            before = x;
        }

        Assert.InRange(before, 2 - 4e-7, 2);
    }

    [Theory]
    [MemberData(nameof(EveryWidth.Counts), MemberType = typeof(EveryWidth))]
    public void EveryWidthGivesTheSameBits(int count) => EveryWidth.Run(count, new SameBitsAsOne());

    private sealed class SameBitsAsOne : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] expected = new float[10_001];
            Initializers.Uniform(expected, 1f, seed: 77, layer: 3);
            float[] actual = [.. expected];
            TruncatedNormal.FromUniform<Lanes1>(expected, 0.3f);
            TruncatedNormal.FromUniform<TLanes>(actual, 0.3f);
            Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), actual.Select(BitConverter.SingleToInt32Bits));
        }
    }
}
