using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class ZeroWeightsTests
{
    [Fact]
    public Task Hidden_layers_and_the_last() => Declared.FindsAsync(
        "LW2005",
        """
        [Layer(64, 64, Activation.Relu, [|Init.Zeros|])]
        [Layer(64, 64, Activation.Tanh, [|Init.Zeros|])]
        [Layer(64, 64, Activation.Tanh, Init.RandomNormal, InitScale = [|0|])]
        [Layer(64, 64, Activation.Tanh, [|Init.Zeros|])]
        """,
        "Warning: Layer 1: with weights of 0, every Relu is off for every input and has slope 0, so nothing in this layer or before it ever changes. Use HeNormal.",
        "Warning: Layer 2: with weights of 0, all 64 units give the same number for every input, and the layers before get no gradient. Use XavierNormal.",
        "Warning: Layer 3: with weights of 0, all 64 units give the same number for every input, and the layers before get no gradient. Use XavierNormal.",
        "Info: Layer 4: with weights of 0, every output starts the same for every input, and the layers before get no gradient in the first step (common where a policy must start undecided). Use XavierNormal.");

    [Fact]
    public Task Relu_that_a_bias_keeps_on() => Declared.FindsAsync(
        "LW2005",
        """
        [Layer(64, 64, Activation.Relu, [|Init.Zeros|], BiasValue = 1f)]
        [Layer(64, 10, Activation.Softmax)]
        """,
        "Warning: Layer 1: with weights of 0, all 64 units give the same number for every input, and the layers before get no gradient. Use HeNormal.");

    // Normalized, a rectifier stays off whatever it learns; the others move apart with the second step.
    [Theory]
    [InlineData("Relu", DiagnosticSeverity.Warning)]
    [InlineData("Relu6", DiagnosticSeverity.Warning)]
    [InlineData("Tanh", DiagnosticSeverity.Info)]
    [InlineData("Gelu", DiagnosticSeverity.Info)]
    public Task Normalized(string activation, DiagnosticSeverity severity) => Declared.FindsAsync(
        "LW2005",
        severity,
        $"""
        [Layer(64, 64, Activation.{activation}, Init.Zeros, BatchNormalization = true, Bias = false)]
        [Layer(64, 10, Activation.Softmax)]
        """);

    [Fact]
    public Task Single_layer_that_is_not_convex() => Declared.FindsAsync(
        "LW2005",
        "[Layer(64, 1, Activation.Tanh, [|Init.Zeros|])]",
        "Info: Layer 1: with weights of 0, every output starts the same for every input. Use XavierNormal.");

    [Theory]
    [InlineData("10, Activation.Softmax, Init.Zeros")]
    [InlineData("1, Activation.Sigmoid, Init.Zeros")]
    [InlineData("1, Activation.Identity, Init.Zeros")]
    [InlineData("1, Activation.Identity, Init.Constant, InitScale = 0")]
    [InlineData("1, Activation.Tanh, Init.RandomNormal, InitScale = 1e-3f")]
    public Task Single_convex_layer_and_weights_that_are_only_small(string layer) => Declared.FindsNoneAsync("LW2005", $"[Layer(64, {layer})]");

    [Fact]
    public Task Fix_writes_what_suits_the_activation() => Declared.FixesAsync(
        "LW2005",
        """
        [Layer(64, 64, Activation.Relu, Init.Zeros)]
        [Layer(64, 64, Activation.Selu, Init.Zeros)]
        [Layer(64, 64, Activation.Tanh, Init.RandomUniform, InitScale = 0)]
        [Layer(64, 10, Activation.Softmax, Init.Zeros)]
        """,
        """
        [Layer(64, 64, Activation.Relu, Init.HeNormal)]
        [Layer(64, 64, Activation.Selu, Init.LeCunNormal)]
        [Layer(64, 64, Activation.Tanh, Init.XavierUniform)]
        [Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
        """);
}
