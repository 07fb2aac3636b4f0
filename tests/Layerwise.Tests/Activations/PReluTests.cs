using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Activations;

public class PReluTests
{
    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void NegativeValuesAreShrunkByTheSlope(int count) => EveryWidth.Run(count, new Values());

    [Theory]
    [MemberData(nameof(Counts))]
    public void GradientsReachInputsAndSlope(int count) => EveryWidth.Run(count, new Gradients());

    [Theory]
    [MemberData(nameof(Counts))]
    public void EachColumnHasASlopeOfItsOwn(int count) => EveryWidth.Run(count, new Rows());

    private sealed class Values : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes slope = TLanes.Broadcast(0.25f);
            foreach ((float z, float expected) in new[] { (-8f, -2f), (0f, 0f), (3f, 3f), (float.NegativeInfinity, float.NegativeInfinity), (float.NaN, float.NaN) })
            {
                Assert.Equal(expected, TLanes.Sum(Runtime.Activations.PRelu(TLanes.Broadcast(z), slope)) / TLanes.Count);
            }
        }
    }

    /// <summary>Widths around that of the register, in place, and nothing behind them touched.</summary>
    private sealed class Rows : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int width = 1; width < 40; width++)
            {
                for (int rows = 0; rows < 4; rows++)
                {
                    int count = rows * width;
                    float[] z = [.. Enumerable.Range(0, count + 1).Select(i => (i % 5) - 2f)];
                    float[] slopes = [.. Enumerable.Range(0, width).Select(i => (i % 7) - 3f), 7];
                    float[] expected = [.. z.Select((v, i) => i >= count || v > 0 ? v : slopes[i % width] * v)];
                    float[] g = [.. Enumerable.Range(0, count + 1).Select(i => i + 1f)];
                    float[] deltas = [.. g.Select((v, i) => i >= count || z[i] > 0 ? v : slopes[i % width] * v)];
                    float[] slopeGradients = [.. Enumerable.Repeat(float.NaN, width), 5];
                    float[] sums = [.. Enumerable.Range(0, width).Select(j => Enumerable.Range(0, rows).Sum(row => g[(row * width) + j] * Math.Min(0, z[(row * width) + j]))), 5];

                    PRelu.Gradient<TLanes>(ref g[0], ref z[0], ref slopes[0], ref g[0], ref slopeGradients[0], rows, width);
                    PRelu.Rows<TLanes>(ref z[0], ref slopes[0], ref z[0], rows, width);

                    Assert.Equal(expected, z);
                    Assert.Equal(deltas, g);
                    Assert.Equal(sums, slopeGradients);
                }
            }
        }
    }

    /// <summary>Counts around the register's width, in place, and nothing behind them touched.</summary>
    private sealed class Gradients : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int count = 0; count < 40; count++)
            {
                float[] z = [.. Enumerable.Range(0, 40).Select(i => (i % 5) - 2f)];
                float[] g = [.. Enumerable.Range(0, 40).Select(i => i + 1f)];
                float slope = -0.5f;
                float slopeGradient = float.NaN;
                PRelu.Gradient<TLanes>(ref g[0], ref z[0], ref slope, ref g[0], ref slopeGradient, count);

                Assert.Equal(Enumerable.Range(0, count).Sum(i => (i + 1f) * Math.Min(0, z[i])), slopeGradient);
                Assert.Equal(Enumerable.Range(0, 40).Select(i => i >= count || z[i] > 0 ? i + 1f : -0.5f * (i + 1f)), g);
            }
        }
    }
}
