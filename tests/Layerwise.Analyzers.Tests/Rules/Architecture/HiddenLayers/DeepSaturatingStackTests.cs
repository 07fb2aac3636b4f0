namespace Layerwise.Analyzers.Tests.Rules.Architecture.HiddenLayers;

public sealed class DeepSaturatingStackTests
{
    [Fact]
    public Task Each_stack_at_its_first_layer() => Declared.FindsAsync(
        "LW3013",
        $"""
        [Layer(64, 64, [|Activation.Sigmoid|])]
        {Declared.Layers(3, "64, 64, Activation.Sigmoid")}
        [Layer(64, 64, Activation.Relu)]
        [Layer(64, 64, [|Activation.HardSigmoid|])]
        {Declared.Layers(4, "64, 64, Activation.HardSigmoid")}
        [Layer(64, 10, Activation.Softmax)]
        """,
        "Warning: Layers 1 to 4: 4 layers of Sigmoid in a row without batch normalization, whose slope is at most 0.25, so the activations leave at most 0.00391 of the gradient; use Relu, or write BatchNormalization = true on them",
        "Warning: Layers 6 to 10: 5 layers of HardSigmoid in a row without batch normalization, whose slope is at most 0.167, so the activations leave at most 0.000129 of the gradient; use Relu, or write BatchNormalization = true on them");

    [Fact]
    public Task Tanh_dies_of_depth_slowly() => Declared.FindsAsync(
        "LW3013",
        $"""
        [Layer(64, 64, [|Activation.Tanh|])]
        {Declared.Layers(9, "64, 64, Activation.Tanh")}
        [Layer(64, 10, Activation.Softmax)]
        """,
        "Info: Layers 1 to 10: 10 layers of Tanh in a row without batch normalization, whose slope is below 1 everywhere but at 0, so the gradient shrinks from layer to layer; use Relu, or write BatchNormalization = true on them");

    [Theory]
    [InlineData(3, "Activation.Sigmoid")]
    [InlineData(9, "Activation.Tanh")]
    [InlineData(20, "Activation.Relu")]
    [InlineData(20, "Activation.Sigmoid, BatchNormalization = true, Bias = false")]
    public Task Shallow_normalized_or_not_saturating(int depth, string arguments) => Declared.FindsNoneAsync(
        "LW3013",
        $"""
        {Declared.Layers(depth, "64, 64, " + arguments)}
        [Layer(64, 64, Activation.Sigmoid)]
        """);

    [Fact]
    public Task Fix() => Declared.FixesWithOneLightBulbAsync(
        "LW3013",
        """
        [Layer(64, 32, Activation.Sigmoid, Init.XavierNormal)] // first
        [Layer(32, 32, Activation.Sigmoid)]
        [Layer(32, 32, Activation.Sigmoid)]
        [Layer(32, 32, Activation.Sigmoid, /* last */ Init.XavierUniform, Gain = 1f)]
        [Layer(32, 10, Activation.Softmax)]
        """,
        "Use Activation.Relu on layers 1 to 4",
        """
        [Layer(64, 32, Activation.Relu, Init.HeNormal)] // first
        [Layer(32, 32, Activation.Relu)]
        [Layer(32, 32, Activation.Relu)]
        [Layer(32, 32, Activation.Relu, /* last */ Init.HeUniform)]
        [Layer(32, 10, Activation.Softmax)]
        """);

    [Fact]
    public Task Fix_of_two_networks_one_of_them_narrow() => Declared.FixesAsync(
        "LW3013",
        $"[Layer(8, 16, Activation.Sigmoid)]\n{Declared.Layers(4, "16, 16, Activation.Sigmoid")}\npartial class Wide;\n\n[Layer(8, 2, Activation.Sigmoid)]\n{Declared.Layers(4, "2, 2, Activation.Sigmoid")}",
        $"[Layer(8, 16, Activation.Relu)]\n{Declared.Layers(3, "16, 16, Activation.Relu")}\n[Layer(16, 16, Activation.Sigmoid)]\npartial class Wide;\n\n[Layer(8, 2, Activation.LeakyRelu)]\n{Declared.Layers(3, "2, 2, Activation.LeakyRelu")}\n[Layer(2, 2, Activation.Sigmoid)]");
}
