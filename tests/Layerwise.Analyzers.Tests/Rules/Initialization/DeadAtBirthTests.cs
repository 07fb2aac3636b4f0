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
        "Warning: Layers 1 to 5: for about 56 % of the inputs, all units of one of these 5 ReLU layers are off and there is no gradient (layer 4 has only 2 units). Make the layers wider, or use LeakyRelu.");

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

    [Fact]
    public Task Fix() => Declared.FixesWithOneLightBulbAsync(
        "LW2014",
        """
        [Layer(8, 3, Activation.Relu)] // narrow
        [Layer(3, 3, Activation.Relu6, Init.HeNormal)]
        [Layer(3, 3, Activation.Tanh)]
        [Layer(3, 3, Activation.Relu)]
        [Layer(3, 1, Activation.Identity)]
        """,
        "Use Activation.LeakyRelu on layers 1, 2 and 4",
        """
        [Layer(8, 3, Activation.LeakyRelu)] // narrow
        [Layer(3, 3, Activation.LeakyRelu, Init.HeNormal)]
        [Layer(3, 3, Activation.Tanh)]
        [Layer(3, 3, Activation.LeakyRelu)]
        [Layer(3, 1, Activation.Identity)]
        """);

    [Fact]
    public Task Fix_of_two_networks() => Declared.FixesAsync(
        "LW2014",
        $"[Layer(8, 2, Activation.Relu)]\n{Declared.Layers(4, "2, 2, Activation.Relu")}\npartial class First;\n\n{Declared.Layers(4, "3, 3, Activation.Relu")}",
        $"[Layer(8, 2, Activation.LeakyRelu)]\n{Declared.Layers(3, "2, 2, Activation.LeakyRelu")}\n[Layer(2, 2, Activation.Relu)]\npartial class First;\n\n{Declared.Layers(3, "3, 3, Activation.LeakyRelu")}\n[Layer(3, 3, Activation.Relu)]");
}
