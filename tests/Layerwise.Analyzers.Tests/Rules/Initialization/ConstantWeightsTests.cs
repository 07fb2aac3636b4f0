namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class ConstantWeightsTests
{
    [Fact]
    public Task Units_that_stay_or_start_the_same() => Declared.FindsAsync(
        "LW2006",
        """
        [Layer(64, 64, Activation.Tanh, [|Init.Constant|])]
        [Layer(64, 64, Activation.Tanh, [|Init.Constant|], InitScale = 0.5f)]
        [Layer(64, 64, Activation.Tanh)]
        [Layer(64, 2, Activation.Identity, [|Init.Constant|])]
        """,
        "Warning: Layer 1: with every weight 0.05, all 64 units compute the same number and get the same gradient, so the layer stays one unit whatever its width. Use XavierNormal.",
        "Warning: Layer 2: with every weight 0.5, all 64 units compute the same number, so the layer starts as one unit whatever its width. Use XavierNormal.",
        "Info: Layer 4: with every weight 0.05, all 2 units compute the same number at first. Use XavierNormal.");

    [Theory]
    [InlineData("[Layer(64, 10, Activation.Softmax, Init.Constant)]")]
    [InlineData("[Layer(64, 1, Activation.Tanh, Init.Constant)]\n[Layer(1, 10, Activation.Softmax)]")]
    [InlineData("[Layer(64, 64, Activation.Tanh, Init.RandomNormal)]\n[Layer(64, 10, Activation.Softmax)]")]
    [InlineData("[Layer(64, 64, Activation.Tanh, Init.Constant, InitScale = 0)]\n[Layer(64, 10, Activation.Softmax)]")]
    public Task No_other_unit_to_be_the_same_as(string attributes) => Declared.FindsNoneAsync("LW2006", attributes);

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW2006",
        """
        [Layer(64, 64, Activation.Relu, Init.Constant)]
        [Layer(64, 10, Activation.Softmax, Init.Constant)]
        """,
        """
        [Layer(64, 64, Activation.Relu, Init.HeNormal)]
        [Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
        """);
}
