using Layerwise.Runtime;

namespace Layerwise.Tests.Initialization;

public class IdentityTests
{
    [Theory]
    [InlineData(2, new[] { 3f, 0, 0, 3, 0, 0 })]
    [InlineData(3, new[] { 3f, 0, 0, 0, 3, 0 })]
    [InlineData(6, new[] { 3f, 0, 0, 0, 0, 0 })]
    [InlineData(1, new[] { 3f, 0, 0, 0, 0, 0 })]
    public void TheGainStandsOnTheDiagonal(int fanOut, float[] expected)
    {
        float[] weights = [9, 9, 9, 9, 9, 9];
        Initializers.Identity(weights, fanOut, 3f);
        Assert.Equal(expected, weights);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void NoColumnsAreRefused(int fanOut) =>
        Assert.Equal("fanOut", Assert.Throws<ArgumentOutOfRangeException>(() => Initializers.Identity(new float[6], fanOut, 1f)).ParamName);
}
