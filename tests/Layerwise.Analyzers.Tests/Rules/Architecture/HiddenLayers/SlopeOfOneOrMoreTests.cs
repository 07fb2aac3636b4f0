namespace Layerwise.Analyzers.Tests.Rules.Architecture.HiddenLayers;

public sealed class SlopeOfOneOrMoreTests
{
    [Fact]
    public Task Slope_that_rectifies_nothing() => Declared.FindsAsync(
        "LW3015",
        """
        [Layer(16, 16, Activation.LeakyRelu, Slope = [|3f|])]
        [Layer(16, 16, Activation.LeakyRelu, Slope = [|1f|])]
        [Layer(16, 16, Activation.PRelu, Slope = [|1f|])]
        [Layer(16, 1, Activation.LeakyRelu, Slope = [|1.5f|])]
        """,
        "Warning: Layer 1: with a slope of 3, LeakyRelu multiplies negative numbers and passes positive ones, the reverse of a rectifier. Write a slope below 1; 0.01 is usual.",
        "Warning: Layer 2: with a slope of 1, LeakyRelu hands every number on unchanged, so the layer is linear. Write a slope below 1; 0.01 is usual.",
        "Info: Layer 3: with a slope of 1, PRelu hands every number on unchanged, so the layer starts linear. Write a slope below 1; 0.25 is usual.",
        "Info: Layer 4: with a slope of 1.5, LeakyRelu multiplies negative numbers and passes positive ones, the reverse of a rectifier. Write a slope below 1; 0.01 is usual.");

    [Theory]
    [InlineData("LeakyRelu")]
    [InlineData("LeakyRelu, Slope = 0f")]
    [InlineData("LeakyRelu, Slope = 0.99f")]
    [InlineData("PRelu, Slope = 0.5f")]
    [InlineData("Elu, Slope = 3f")]
    public Task Slope_below_one_or_no_slope_at_all(string activation) => Declared.FindsNoneAsync(
        "LW3015",
        $"[Layer(16, 16, Activation.{activation})]\n[Layer(16, 1, Activation.Identity)]");

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW3015",
        """
        [Layer(16, 16, Activation.LeakyRelu, /* third */ Init.HeNormal, Slope = 3f, Bias = false)] // first
        [Layer(16, 16, Activation.PRelu, Slope = 1f)]
        [Layer(16, 1, Activation.Identity)]
        """,
        """
        [Layer(16, 16, Activation.LeakyRelu, /* third */ Init.HeNormal, Bias = false)] // first
        [Layer(16, 16, Activation.PRelu)]
        [Layer(16, 1, Activation.Identity)]
        """);
}
