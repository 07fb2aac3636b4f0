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
