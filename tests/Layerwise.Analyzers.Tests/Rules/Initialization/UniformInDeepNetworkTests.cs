using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class UniformInDeepNetworkTests
{
    [Fact]
    public Task Two_hidden_layers() => Declared.FindsAsync(
        "LW2007",
        """
        [Layer(64, 64, Activation.Relu, [|Init.Uniform|])]
        [Layer(64, 64, Activation.Tanh, [|Init.Uniform|])]
        [Layer(64, 2, Activation.Identity, Init.Uniform)]
        """,
        "Info: Layer 1: Uniform gives σ² = 1/(3·64), so Relu passes on ×0.167 of the signal's power, and the 2 hidden layers with Uniform together ×0.0353. Use HeUniform (σ² = 0.0312).",
        "Info: Layer 2: Uniform gives σ² = 1/(3·64), so Tanh passes on ×0.212 of the signal's power, and the 2 hidden layers with Uniform together ×0.0353. Use XavierUniform (σ² = 0.0156).");

    [Fact]
    public Task Four_hidden_layers() => Declared.FindsAsync(
        "LW2007",
        DiagnosticSeverity.Warning,
        $"""
        {Declared.Layers(4, "64, 64, Activation.Relu, Init.Uniform")}
        [Layer(64, 10, Activation.Softmax, Init.Uniform)]
        """);

    [Theory]
    [InlineData("64, 64, Activation.Relu, Init.Uniform", "64, 64, Activation.Relu, Init.HeUniform")]
    [InlineData("64, 64, Activation.Relu, Init.Uniform, BatchNormalization = true, Bias = false", "64, 64, Activation.Relu, Init.Uniform")]
    [InlineData("64, 64, Activation.Sigmoid, Init.Uniform", "64, 64, Activation.Sigmoid, Init.Uniform")]
    public Task One_layer_is_soon_trained_away(string first, string second) => Declared.FindsNoneAsync(
        "LW2007",
        $"""
        [Layer({first})]
        [Layer({second})]
        [Layer(64, 10, Activation.Softmax, Init.Uniform)]
        """);

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW2007",
        """
        [Layer(64, 64, Activation.Relu, Init.Uniform)]
        [Layer(64, 64, Activation.Tanh, Init.Uniform)]
        [Layer(64, 10, Activation.Softmax, Init.Uniform)]
        """,
        """
        [Layer(64, 64, Activation.Relu, Init.HeUniform)]
        [Layer(64, 64, Activation.Tanh, Init.XavierUniform)]
        [Layer(64, 10, Activation.Softmax, Init.Uniform)]
        """);
}
