namespace Layerwise.Analyzers.Tests.Rules.Architecture;

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
        "Warning: Layer 1: all that layer 2 learns of 8 inputs is one number, and nothing at all where the one unit is off; make the layer wider",
        "Info: Layer 3: all that layer 4 learns of 8 inputs is one number; make the layer wider",
        "Warning: Layer 5: all that layer 6 learns of 8 inputs is one number; make the layer wider");

    [Theory]
    [InlineData("[Layer(8, 1, Activation.Relu)]")]
    [InlineData("[Layer(8, 2, Activation.Tanh)]\n[Layer(2, 1, Activation.Identity)]")]
    [InlineData("[Layer(1, 1, Activation.Tanh)]\n[Layer(1, 1, Activation.Identity)]")]
    public Task Last_layer_or_nothing_to_lose(string attributes) => Declared.FindsNoneAsync("LW3014", attributes);
}
