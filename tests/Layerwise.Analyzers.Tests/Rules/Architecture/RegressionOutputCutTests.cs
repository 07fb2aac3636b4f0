namespace Layerwise.Analyzers.Tests.Rules.Architecture;

public sealed class RegressionOutputCutTests
{
    [Theory]
    [InlineData("", "Relu", "[0, ∞)", "MeanSquaredError")]
    [InlineData("", "Tanh", "(-1, 1)", "MeanSquaredError")]
    [InlineData("", "Selu", "(-1.76, ∞)", "MeanSquaredError")]
    [InlineData("[Network(Loss = Loss.MeanSquaredError)]\n", "Sigmoid", "(0, 1)", "MeanSquaredError")]
    [InlineData("[Network(Loss = Loss.MeanAbsoluteError)]\n", "Softplus", "(0, ∞)", "MeanAbsoluteError")]
    [InlineData("[Network(Loss = Loss.Huber)]\n", "Relu6", "[0, 6]", "Huber")]
    [InlineData("[Network(Loss = Loss.SmoothL1)]\n", "Gelu", "[-0.17, ∞)", "SmoothL1")]
    public Task Bounded_output(string network, string activation, string range, string loss) => Declared.FindsAsync(
        "LW3006",
        $"{network}[Layer(64, 1, [|Activation.{activation}|])]",
        $"Info: Layer 1: {activation} gives only numbers in {range}, so {loss} never comes to 0 for a target outside of them; use Identity, unless every target lies there");

    [Theory]
    [InlineData("[Layer(64, 1, Activation.Identity)]")]
    [InlineData("[Layer(64, 1, Activation.LeakyRelu)]")]
    [InlineData("[Layer(64, 1, Activation.Sigmoid)]")]
    [InlineData("[Layer(64, 2, Activation.Softmax)]")]
    [InlineData("[Network(Loss = Loss.Hinge)]\n[Layer(64, 1, Activation.Tanh)]")]
    public Task Unbounded_output_or_another_loss(string attributes) => Declared.FindsNoneAsync("LW3006", attributes);

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW3006",
        "[Layer(64, 1, Activation.Relu, Bias = false)]",
        "[Layer(64, 1, Activation.Identity, Bias = false)]");
}
