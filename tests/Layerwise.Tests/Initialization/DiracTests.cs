using Layerwise.Runtime;

namespace Layerwise.Tests.Initialization;

public sealed class DiracTests
{
    // Two positions of a window, two groups, each of three channels and two filters: [position][channel][filter].
    [Fact]
    public void The_middle_takes_a_channel_to_its_filter_in_each_group()
    {
        float[] weights = new float[2 * 3 * 4];
        Array.Fill(weights, 7f);
        Initializers.Dirac(weights, middle: 1, channels: 3, filters: 2, groups: 2, gain: 0.5f);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5f, 0, 0.5f, 0, 0, 0.5f, 0, 0.5f, 0, 0, 0, 0], weights);
    }

    [Theory]
    [InlineData(9, 2, 1, 1, 1, typeof(ArgumentException))]
    [InlineData(8, 2, 1, 1, 4, typeof(ArgumentOutOfRangeException))]
    [InlineData(8, 2, 1, 1, -1, typeof(ArgumentOutOfRangeException))]
    [InlineData(8, 0, 1, 1, 0, typeof(ArgumentOutOfRangeException))]
    [InlineData(8, 1, -1, 1, 0, typeof(ArgumentOutOfRangeException))]
    [InlineData(8, 1, 1, 0, 0, typeof(ArgumentOutOfRangeException))]
    [InlineData(8, int.MaxValue, int.MaxValue, 4, 0, typeof(ArgumentException))]
    [InlineData(0, 1, 1, 1, 0, typeof(ArgumentOutOfRangeException))]
    public void Sizes_that_do_not_fit_are_refused(int length, int channels, int filters, int groups, int middle, Type exception)
    {
        float[] weights = new float[length];
        Array.Fill(weights, 7f);
        Assert.Throws(exception, () => Initializers.Dirac(weights, middle, channels, filters, groups, gain: 1));
        Assert.DoesNotContain(0f, weights);
    }
}
