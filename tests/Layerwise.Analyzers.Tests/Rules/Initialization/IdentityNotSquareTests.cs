namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class IdentityNotSquareTests
{
    [Fact]
    public Task Inputs_or_units_that_the_diagonal_does_not_reach() => Declared.FindsAsync(
        "LW2013",
        """
        [Layer(64, 32, Activation.Identity, [|Init.Identity|])]
        [Layer(32, 64, Activation.Relu, [|Init.Identity|])]
        [Layer(64, 64, Activation.Relu, Init.Identity)]
        [Layer(64, 2, Activation.Softmax)]
        """,
        "Warning: Layer 1: the diagonal of 64×32 weights passes on 32 inputs and nothing of the other 32. Use Orthogonal.",
        "Warning: Layer 2: the diagonal of 32×64 weights leaves 32 units without any input, so they start as copies of each other. Use Orthogonal.");

    [Theory]
    [InlineData("64, 64, Activation.Identity, Init.Identity")]
    [InlineData("64, 32, Activation.Identity, Init.Orthogonal")]
    public Task Square_or_another_initializer(string layer) => Declared.FindsNoneAsync("LW2013", $"[Layer({layer})]");

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW2013",
        """
        [Layer(64, 32, Activation.Tanh, Init.Identity)]
        [Layer(32, 64, Activation.Tanh, Init.Identity, Gain = 1f)]
        [Layer(64, 32, Activation.Relu, Init.Identity)]
        [Layer(32, 8, Activation.LeakyRelu, Init.Identity, Gain = 1f, Slope = 0.5f)]
        [Layer(8, 2, Activation.Softmax)]
        """,
        """
        [Layer(64, 32, Activation.Tanh, Init.Orthogonal)]
        [Layer(32, 64, Activation.Tanh, Init.Orthogonal, Gain = 1f)]
        [Layer(64, 32, Activation.Relu, Init.Orthogonal, Gain = ActivationGain.Relu)]
        [Layer(32, 8, Activation.LeakyRelu, Init.Orthogonal, Gain = 1.264911f, Slope = 0.5f)]
        [Layer(8, 2, Activation.Softmax)]
        """);
}
