using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class DeadAtBirthTests
{
    [Fact]
    public Task At_the_narrowest_layer() => Declared.FindsAsync(
        "LW2014",
        """
        [Layer(8, 3, Activation.Relu)]
        [Layer(3, 3, Activation.Relu)]
        [Layer(3, 3, Activation.Relu)]
        [Layer(3, [|2|], Activation.Relu)]
        [Layer(2, 3, Activation.Relu6)]
        [Layer(3, 2, Activation.Softmax)]
        """,
        "Warning: Layers 1 to 5: with probability 0.56 all units of one of these 5 ReLU layers are off for an input, and its gradient is 0 (each of the 2 units of layer 4 is off for half of them). Make the layers wider, or use LeakyRelu.");

    [Fact]
    public Task Less_likely() => Declared.FindsAsync(
        "LW2014",
        DiagnosticSeverity.Info,
        $"""
        {Declared.Layers(3, "3, 3, Activation.Relu")}
        [Layer(3, 2, Activation.Softmax)]
        """);

    [Theory]
    [InlineData(2, "2, 2, Activation.Relu")]
    [InlineData(20, "8, 8, Activation.Relu")]
    [InlineData(10, "2, 2, Activation.LeakyRelu")]
    [InlineData(10, "2, 2, Activation.Relu, BatchNormalization = true, Bias = false")]
    [InlineData(10, "2, 2, Activation.Relu, BiasValue = 0.1f")]
    [InlineData(10, "2, 2, Activation.Relu, Init.Identity")]
    public Task Shallow_wide_leaky_normalized_or_kept_on(int depth, string layer) => Declared.FindsNoneAsync(
        "LW2014",
        $"""
        {Declared.Layers(depth, layer)}
        [Layer({layer[..1]}, 2, Activation.Softmax)]
        """);
}
