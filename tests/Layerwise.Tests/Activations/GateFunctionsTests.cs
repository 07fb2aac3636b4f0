using Layerwise.Runtime;

namespace Layerwise.Tests.Activations;

/// <summary>The functions of gates, over all that a float can be.</summary>
public sealed class GateFunctionsTests
{
    private const double Error = 4e-7;

    [Fact]
    public void Sigmoid() => AssertClose(GateFunctions.Sigmoid, static z => 1 / (1 + Math.Exp(-z)), least: 0);

    [Fact]
    public void Tanh() => AssertClose(GateFunctions.Tanh, Math.Tanh, least: -1);

    private static void AssertClose(Func<Lanes1, Lanes1> function, Func<double, double> exact, double least)
    {
        for (double z = -20; z <= 20; z += 1.0 / 4096)
        {
            float result = Lanes1.Sum(function(Lanes1.Broadcast((float)z)));
            Assert.InRange(result - exact((float)z), -Error, Error);
            Assert.InRange(result, least, 1);
        }

        Assert.InRange(Lanes1.Sum(function(Lanes1.Broadcast(float.PositiveInfinity))), 1 - Error, 1);
        Assert.InRange(Lanes1.Sum(function(Lanes1.Broadcast(float.NegativeInfinity))), least, least + Error);
        Assert.True(float.IsNaN(Lanes1.Sum(function(Lanes1.Broadcast(float.NaN)))));
    }
}
