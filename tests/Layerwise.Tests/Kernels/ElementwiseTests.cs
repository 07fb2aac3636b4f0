using Layerwise.Runtime;

namespace Layerwise.Tests.Kernels;

public sealed class ElementwiseTests
{
    [Fact]
    public void Values_are_added_and_nothing_behind_them_changes()
    {
        for (int count = 0; count <= 40; count++)
        {
            Check<Lanes1>(count);
            Check<Lanes4>(count);
            Check<Lanes8>(count);
            Check<Lanes16>(count);
        }
    }

    private static void Check<TLanes>(int count)
        where TLanes : struct, ILanes<TLanes>
    {
        float[] values = [.. Enumerable.Range(0, count + 1).Select(static i => i + 0.5f)];
        float[] sums = [.. Enumerable.Range(0, count + 1).Select(static i => 100f * i)];

        Elementwise.Add<TLanes>(ref values[0], ref sums[0], count);

        Assert.Equal([.. Enumerable.Range(0, count).Select(static i => (100f * i) + i + 0.5f), 100f * count], sums);
    }
}
