using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class HeWithoutRectifierTests
{
    [Theory]
    [InlineData("Tanh", "")]
    [InlineData("HardTanh", "")]
    [InlineData("Softsign", "")]
    [InlineData("Softmax", "")]
    [InlineData("LogSoftmax", "")]
    [InlineData("Identity", ", doubled again by each such layer")]
    public Task Activation_that_drops_nothing(string activation, string rest) => Declared.FindsAsync(
        "LW2002",
        $"[Layer(64, 64, Activation.{activation}, [|Init.HeNormal|])]",
        $"Info: Layer 1: HeNormal gives σ = 0.177, sized for a rectifier that drops half of the signal's power. {activation} is not one, so z has a variance of 2 in place of 1{rest}. Use XavierNormal (σ = 0.125). In this network that changes little.");

    [Fact]
    public Task Linear_layers_double_the_power_each() => Declared.FindsAsync(
        "LW2002",
        DiagnosticSeverity.Warning,
        $"""
        {Declared.Layers(10, "64, 64, Activation.Identity, Init.HeNormal")}
        [Layer(64, 10, Activation.Softmax)]
        """);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(15)]
    public Task Hidden_layer_at_any_depth(int depth) => Declared.FindsAsync(
        "LW2002",
        DiagnosticSeverity.Warning,
        $"""
        {Declared.Layers(depth, "64, 64, Activation.Tanh, Init.HeUniform")}
        [Layer(64, 10, Activation.Softmax)]
        """);

    [Theory]
    [InlineData("784, 10, Activation.Softmax, Init.HeNormal")]
    [InlineData("64, 64, Activation.Tanh, Init.XavierNormal")]
    [InlineData("64, 64, Activation.Sigmoid, Init.HeNormal")]
    [InlineData("64, 64, Activation.HardSigmoid, Init.HeUniform")]
    [InlineData("64, 64, Activation.Relu, Init.HeNormal")]
    [InlineData("64, 64, Activation.Tanh, Init.HeNormal, BatchNormalization = true, Bias = false")]
    public Task Sound(string layer) => Declared.FindsNoneAsync("LW2002", $"[Layer({layer})]");

    // By the forecast each of them leaves 0.31 of the gradient, and 0.23 under Xavier.
    [Fact]
    public Task Sigmoids_gain_by_it() => Declared.FindsNoneAsync(
        "LW2002",
        $"{Declared.Layers(3, "64, 64, Activation.Sigmoid, Init.HeNormal")}\n[Layer(64, 10, Activation.Softmax)]");

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW2002",
        """
        [Layer(64, 64, Activation.Tanh, Init.HeNormal)]
        [Layer(64, 64, Activation.Softmax, Init.HeUniform)]
        """,
        """
        [Layer(64, 64, Activation.Tanh, Init.XavierNormal)]
        [Layer(64, 64, Activation.Softmax, Init.XavierUniform)]
        """);
}
