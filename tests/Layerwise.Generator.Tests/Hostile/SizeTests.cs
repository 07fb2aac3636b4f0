using System.Globalization;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Hostile;

/// <summary>The largest networks that a declaration may ask for: little code, and it compiles.</summary>
public sealed class SizeTests
{
    [Theory]
    [InlineData("1, 536870911, Activation.Relu, Bias = false")]
    [InlineData("536870911, 1, Activation.Relu, Bias = false")]
    [InlineData("23170, 23170, Activation.Sigmoid, Bias = false")]
    public void A_huge_layer_is_little_code(string layer)
    {
        var generation = new Consumer(Samples.Network("Huge", layer)).Generate();
        generation.AssertClean();
        Assert.NotEmpty(generation.HintNames);
        Assert.InRange(generation.Text.Length, 1, 100_000);
    }

    [Theory]
    [InlineData("float.Epsilon")]
    [InlineData("float.MaxValue")]
    [InlineData("-0f")]
    [InlineData("1f / 3")]
    public void Extreme_options_reach_the_code_unchanged(string value)
    {
        using var assembly = new Consumer(Samples.Network("Net", $"1, 1, Activation.LeakyRelu, Init.Constant, InitScale = {value}, Slope = {value}")).Load();
        float expected = value switch { "float.Epsilon" => float.Epsilon, "float.MaxValue" => float.MaxValue, "-0f" => -0f, _ => 1f / 3 };
        Assert.Equal(expected.ToString("R", CultureInfo.InvariantCulture), assembly.Visit(new FirstWeight()).ToString("R", CultureInfo.InvariantCulture));
    }

    private sealed class FirstWeight : INetworkVisitor<float>
    {
        public float Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => network.Parameters[0];
    }
}
