using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class LeCunWithRectifierTests
{
    [Theory]
    [InlineData("Relu", "half", "0.5", "1.41")]
    [InlineData("Relu6", "half", "0.5", "1.41")]
    [InlineData("Mish", "45.2 %", "0.452", "1.45")]
    [InlineData("HardSwish", "33.2 %", "0.332", "1.53")]
    public Task Half_of_what_the_layer_needs(string activation, string passed, string expected, string factor) => Declared.FindsAsync(
        "LW2003",
        $"""
        [Layer(64, 32, Activation.{activation}, [|Init.LeCunNormal|])]
        [Layer(32, 10, Activation.Softmax)]
        """,
        $"Warning: Layer 1: LeCunNormal gives σ = 0.125, but {activation} passes {passed} of the signal's power: expect ×{expected} per layer. Use HeNormal (σ = 0.177). In this network it puts the signal after layer 1 off by a factor of {factor}, which training gets over.");

    [Fact]
    public Task Ten_layers_lose_what_two_get_over() => Declared.FindsAsync(
        "LW2003",
        DiagnosticSeverity.Warning,
        $"""
        {Declared.Layers(10, "64, 64, Activation.Relu, Init.LeCunUniform")}
        [Layer(64, 10, Activation.Softmax)]
        """);

    [Theory]
    [InlineData("Selu, Init.LeCunNormal")]
    [InlineData("Tanh, Init.LeCunNormal")]
    [InlineData("Relu, Init.HeNormal")]
    [InlineData("Relu, Init.LeCunNormal, BatchNormalization = true, Bias = false")]
    public Task Sound(string arguments) => Declared.FindsNoneAsync("LW2003", $"[Layer(64, 64, Activation.{arguments})]");

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW2003",
        """
        [Layer(64, 64, Activation.Relu, Init.LeCunNormal)]
        [Layer(64, 64, Activation.Silu, Init.LeCunUniform)]
        [Layer(64, 64, Activation.Softmax, Init.LeCunUniform)]
        """,
        """
        [Layer(64, 64, Activation.Relu, Init.HeNormal)]
        [Layer(64, 64, Activation.Silu, Init.HeUniform)]
        [Layer(64, 64, Activation.Softmax, Init.LeCunUniform)]
        """);
}
