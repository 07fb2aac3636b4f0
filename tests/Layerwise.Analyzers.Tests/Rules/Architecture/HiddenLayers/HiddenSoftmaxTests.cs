namespace Layerwise.Analyzers.Tests.Rules.Architecture.HiddenLayers;

public sealed class HiddenSoftmaxTests
{
    [Fact]
    public Task Both_kinds() => Declared.FindsAsync(
        "LW3001",
        """
        [Layer(64, 128, [|Activation.Softmax|])]
        [Layer(128, 16, init: Init.XavierNormal, activation: [|Activation.LogSoftmax|])]
        [Layer(16, 10, Activation.Softmax)]
        """,
        "Warning: Layer 1: Softmax makes the 128 hidden units add up to 1, so each passes on about 1/128, and the gradient shrinks as much. Use Relu, and keep Softmax for the last layer.",
        "Warning: Layer 2: LogSoftmax makes the 16 hidden units logarithms of shares of 1, so none of them is ever positive and none is independent of the others. Use Relu, and keep LogSoftmax for the last layer.");

    [Theory]
    [InlineData("[Layer(64, 10, Activation.Softmax)]")]
    [InlineData("[Layer(64, 10, Activation.Sigmoid)]\n[Layer(10, 10, Activation.LogSoftmax)]")]
    public Task Softmax_at_the_end(string attributes) => Declared.FindsNoneAsync("LW3001", attributes);

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW3001",
        """
        [Layer(64, 128, Activation.Softmax /* ? */)]
        [Layer(128, 16, init: Init.HeNormal, activation: Layerwise.Activation.LogSoftmax)]
        [Layer(16, 10, Activation.Softmax)]
        """,
        """
        [Layer(64, 128, Activation.Relu /* ? */)]
        [Layer(128, 16, init: Init.HeNormal, activation: Layerwise.Activation.Relu)]
        [Layer(16, 10, Activation.Softmax)]
        """);
}
