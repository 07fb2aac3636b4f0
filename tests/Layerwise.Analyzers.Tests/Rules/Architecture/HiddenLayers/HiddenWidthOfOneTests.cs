namespace Layerwise.Analyzers.Tests.Rules.Architecture.HiddenLayers;

public sealed class HiddenWidthOfOneTests
{
    [Fact]
    public Task One_number_is_left() => Declared.FindsAsync(
        "LW3014",
        """
        [Layer(8, fanOut: [|1|], activation: Activation.Relu)]
        [Layer(1, 8, Activation.Tanh)]
        [Layer(8, [|1|], Activation.Identity)]
        [Layer(1, 8, Activation.Tanh)]
        [Layer(8, [|1|], Activation.Tanh)]
        [Layer(1, 1, Activation.Identity)]
        """,
        "Warning: Layer 1: all that the next layer learns about 8 inputs is one number, and nothing at all where Relu is flat. Make the layer wider.",
        "Info: Layer 3: all that the next layer learns about 8 inputs is one number. Make the layer wider.",
        "Warning: Layer 5: all that the next layer learns about 8 inputs is one number. Make the layer wider.");

    [Theory]
    [InlineData("Relu")]
    [InlineData("Relu6")]
    [InlineData("HardTanh")]
    public Task Even_of_one_input_a_flat_side_loses_something(string activation) => Declared.FindsAsync(
        "LW3014",
        $"""
        [Layer(1, [|1|], Activation.{activation})]
        [Layer(1, 16, Activation.Relu)]
        [Layer(16, 1, Activation.Identity)]
        """,
        $"Warning: Layer 1: all that the next layer learns about the one input is one number, and nothing at all where {activation} is flat. Make the layer wider.");

    [Fact]
    public Task Steps_of_a_sequence_go_through_one_number_each() => Declared.FindsAsync(
        "LW3014",
        """
        [Input(6, 4)]
        [Gru(4, [|1|])]
        [Layer(1, 8, Activation.Tanh)]
        [Layer(8, [|1|], Activation.Relu)]
        [Lstm(1, 4)]
        """,
        "Warning: Layer 1: all that the next layer learns about 4 inputs of a step is one number. Make the layer wider.",
        "Warning: Layer 3: all that the next layer learns about 8 inputs of a step is one number, and nothing at all where Relu is flat. Make the layer wider.");

    [Theory]
    [InlineData("[Input(1, 4)]\n[Gru(4, 2)]\n[Layer(2, 1, Activation.Identity)]")]
    [InlineData("[Input(8, 8, 2)]\n[Conv2D(2, 1, 3, Activation.Relu)]\n[Layer(36, 2, Activation.Softmax)]")]
    [InlineData("[Layer(8, 1, Activation.Relu)]")]
    [InlineData("[Layer(8, 2, Activation.Tanh)]\n[Layer(2, 1, Activation.Identity)]")]
    [InlineData("[Layer(1, 1, Activation.Tanh)]\n[Layer(1, 1, Activation.Identity)]")]
    public Task Last_layer_or_nothing_to_lose(string attributes) => Declared.FindsNoneAsync("LW3014", attributes);
}
