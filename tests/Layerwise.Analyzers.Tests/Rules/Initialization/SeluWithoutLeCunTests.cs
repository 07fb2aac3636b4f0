using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class SeluWithoutLeCunTests
{
    [Theory]
    [InlineData("XavierNormal", "0.667", "1.17")]
    [InlineData("HeNormal", "2", "1.31")]
    [InlineData("Uniform", "0.333", "1.55")]
    [InlineData("RandomNormal", "0.16", "2.09")]
    [InlineData("Orthogonal", "0.5", "1.31")]
    public Task Variance_that_is_not_one_over_the_fan_in(string init, string power, string factor) => Declared.FindsAsync(
        "LW2004",
        $"""
        [Layer(64, 128, Activation.Selu, [|Init.{init}|])]
        [Layer(128, 10, Activation.Softmax)]
        """,
        $"Warning: Layer 1: {init} gives fanIn·σ² = {power}, but Selu keeps mean 0 and variance 1 only where it is 1. Use LeCunNormal (σ = 0.125). In this network it puts the signal after layer 1 off by a factor of {factor}, which training gets over.");

    [Fact]
    public Task Deep_network_under_weights_that_are_far_too_large() => Declared.FindsAsync(
        "LW2004",
        DiagnosticSeverity.Warning,
        $"""
        {Declared.Layers(4, "64, 64, Activation.Selu, Init.RandomNormal, InitScale = 1f")}
        [Layer(64, 10, Activation.Softmax)]
        """);

    [Theory]
    [InlineData("64, 64, Activation.Selu, Init.LeCunNormal")]
    [InlineData("64, 64, Activation.Selu, Init.LeCunUniform")]
    [InlineData("64, 64, Activation.Selu, Init.XavierNormal")]
    [InlineData("128, 64, Activation.Selu, Init.Orthogonal")]
    [InlineData("64, 64, Activation.Selu, Init.VarianceScaling")]
    [InlineData("64, 64, Activation.Selu")]
    [InlineData("64, 64, Activation.Selu, Init.Zeros")]
    [InlineData("64, 64, Activation.Elu, Init.HeNormal")]
    public Task Variance_of_one_over_the_fan_in_whatever_its_name(string layer) => Declared.FindsNoneAsync("LW2004", $"[Layer({layer})]");

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW2004",
        """
        [Layer(64, 32, Activation.Selu, Init.XavierUniform)]
        [Layer(32, 64, Activation.Selu, Init.HeNormal)]
        [Layer(64, 10, Activation.Softmax)]
        """,
        """
        [Layer(64, 32, Activation.Selu, Init.LeCunNormal)]
        [Layer(32, 64, Activation.Selu, Init.LeCunNormal)]
        [Layer(64, 10, Activation.Softmax)]
        """);
}
