namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>What rules about activations say of layers that activate their inputs, and whose outputs are sums: it is true of those too, or not said.</summary>
public sealed class ActivatedInputsTests
{
    private const string Before = "Order = LayerOrder.ActivateLinearAdd";

    [Fact]
    public Task Sums_that_go_into_another_layer_as_they_are() => Declared.FindsAsync(
        "LW3007",
        $"""
        [Layer(20, 60, [|Activation.Tanh|], {Before})]
        [Layer(60, 3, Activation.Identity)]
        """,
        "Warning: Layers 1 and 2: with no activation between them, 1380 weights compute only what the 60 weights of one 20×3 layer compute, and learn it more slowly. "
        + "Merge them, or let layer 2 activate its inputs too.");

    // The first attribute says what becomes of the inputs, the second one what becomes of the sums: neither can go.
    [Theory]
    [InlineData("[Layer(20, 60, Activation.Tanh, Order = LayerOrder.ActivateLinearAdd)]\n[Layer(60, 3, Activation.Identity)]")]
    [InlineData("[Layer(20, 60, Activation.Identity, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]\n[Layer(60, 3, Activation.Identity)]")]
    public Task Layers_that_no_light_bulb_merges(string attributes) => Declared.FixesNothingAsync("LW3007", attributes);

    [Theory]
    [InlineData("LW3007", "[Layer(20, 60, Activation.Tanh, {0})]\n[Layer(60, 3, Activation.Softmax)]")]
    [InlineData("LW3007", "[Layer(20, 60, Activation.Tanh, {0})]\n[Layer(60, 3, Activation.Identity, {0})]")]
    [InlineData("LW3016", "[Network(Loss = Loss.BinaryCrossEntropyWithLogits)]\n[Layer(8, 8, Activation.Relu)]\n[Layer(8, 2, Activation.HardTanh, {0})]")]
    [InlineData("LW3012", "[Layer(8, 8, Activation.Selu)]\n[Layer(8, 8, Activation.Selu, Dropout = 0.1f, {0})]\n[Layer(8, 2, Activation.Softmax)]")]
    [InlineData("LW3012", "[Layer(8, 8, Activation.Selu, LayerNormalization = true, Dropout = 0.1f, Order = LayerOrder.LinearActivateNormalize)]\n[Layer(8, 2, Activation.Softmax)]")]
    [InlineData("LW2010", "[Layer(8, 8, Activation.Relu, BiasValue = 50, {0})]\n[Layer(8, 2, Activation.Softmax)]")]
    [InlineData("LW3013", "[Layer(8, 8, Activation.Sigmoid, Repeat = 6, BatchNormalization = true, {0})]\n[Layer(8, 2, Activation.Softmax)]")]
    [InlineData("LW3013", "[Layer(8, 8, Activation.Sigmoid, Repeat = 6, BatchNormalization = true, Order = LayerOrder.LinearActivateNormalize)]\n[Layer(8, 2, Activation.Softmax)]")]
    [InlineData("LW2014", "[Layer(2, 2, Activation.Relu, Repeat = 9, BatchNormalization = true, {0})]\n[Layer(2, 2, Activation.Softmax)]")]
    public Task What_is_not_so(string id, string attributes) => Declared.FindsNoneAsync(id, attributes.Replace("{0}", Before, StringComparison.Ordinal));

    [Theory]
    [InlineData("LW3012", "[Layer(8, 8, Activation.Selu, Dropout = [|0.1f|], Order = LayerOrder.LinearActivateNormalize)]\n[Layer(8, 2, Activation.Softmax)]",
        "Warning: Layer 1: Selu keeps its outputs at mean 0 and variance 1, but a dropout of 0.1 makes the variance 1.11; remove the dropout, or use Relu")]
    [InlineData("LW3011", "[Layer(8, 8, Activation.Selu, Dropout = [|0.8f|], {0})]\n[Layer(8, 2, Activation.Softmax)]",
        "Warning: Layer 1: Dropout is the probability of dropping a unit, and 0.8 keeps only about 2 of 8; write 0.2f if you meant to keep 80 %, or make the layer wider")]
    [InlineData("LW3001", "[Layer(8, 16, Activation.Relu)]\n[Layer(16, 4, [|Activation.Softmax|], {0})]\n[Layer(4, 2, Activation.Softmax)]",
        "Warning: Layer 2: Softmax makes the 16 inputs add up to 1, so each passes on about 1/16, and the gradient shrinks as much. Use Relu, and keep Softmax for the last layer.")]
    [InlineData("LW3014", "[Layer(8, [|1|], Activation.Relu, {0})]\n[Layer(1, 8, Activation.Tanh)]\n[Layer(8, 2, Activation.Softmax)]",
        "Info: Layer 1: all that the next layer learns about 8 inputs is one number. Make the layer wider.")]
    [InlineData("LW3005", "[Network(Loss = [|Loss.CrossEntropy|])]\n[Layer(8, 8, Activation.Relu)]\n[Layer(8, 3, Activation.Softmax, {0})]",
        "Warning: Network: a sum gives numbers in (−∞, ∞), but CrossEntropy takes their logarithms and needs probabilities that add up to 1; use a [Layer] with Softmax behind it")]
    [InlineData("LW3005", "[Network(Loss = [|Loss.BinaryCrossEntropy|])]\n[Layer(8, 8, Activation.Relu)]\n[Layer(8, 1, Activation.Sigmoid, {0})]",
        "Warning: Network: a sum gives numbers in (−∞, ∞), but BinaryCrossEntropy takes the logarithms of a and 1 − a and needs each output a between 0 and 1; "
        + "use BinaryCrossEntropyWithLogits")]
    [InlineData("LW2014", "[Layer(2, 2, Activation.Relu, Repeat = 3, {0})]\n[Layer(2, 1, Activation.Relu, {0})]\n[Layer([|1|], 8, Activation.Relu, {0})]\n[Layer(8, 2, Activation.Softmax)]",
        "Warning: Layers 1 to 5: for about 84.2 % of the inputs, all units of one of these 5 ReLU layers are off and there is no gradient (layer 5 has only 1 input). "
        + "Make the layers wider, or use LeakyRelu.")]
    public Task What_is_so(string id, string attributes, string message) => Declared.FindsAsync(id, attributes.Replace("{0}", Before, StringComparison.Ordinal), message);
}
