using Layerwise.Runtime;

namespace Layerwise.Tests.Training.Shards;

public class GradientSumTests
{
    [Fact]
    public void All_lane_widths_add_every_element_and_none_behind()
    {
        Check<Lanes16>();
        Check<Lanes8>();
        Check<Lanes4>();
        Check<Lanes1>();
    }

    private static void Check<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        for (int length = 0; length <= 40; length++)
        {
            float[] sum = [.. Enumerable.Range(1, length + 1).Select(i => (float)i)];
            float[] gradients = [.. Enumerable.Range(1, length + 1).Select(i => 8f * i)];
            GradientSum.Add<TLanes>(sum.AsSpan(0, length), 0.5f, gradients.AsSpan(0, length), 0.25f);
            Assert.Equal(Enumerable.Range(1, length).Select(i => 2.5f * i), sum.Take(length));
            Assert.Equal(length + 1, sum[length]);

            GradientSum.Scale<TLanes>(sum.AsSpan(0, length), 2);
            Assert.Equal(Enumerable.Range(1, length).Select(i => 5f * i), sum.Take(length));
            Assert.Equal(length + 1, sum[length]);
        }
    }
}
