namespace Layerwise.Analyzers.Tests.Rules.Architecture.Outputs;

public sealed class RegressionOutputCutTests
{
    private const string Deaf = ", and an output whose sum is ";
    private const string For = " for every input has no gradient and never learns";
    private const string Softplus = ", or Softplus if no target is negative";
    private const string Inside = ", unless every target lies inside";

    [Theory]
    [InlineData("", "Relu", "[0, ∞)", Deaf + "below 0" + For, Softplus)]
    [InlineData("", "Tanh", "(-1, 1)", "", Inside)]
    [InlineData("", "Selu", "(-1.76, ∞)", "", Inside)]
    [InlineData("[Network(Loss = Loss.MeanSquaredError)]\n", "Sigmoid", "(0, 1)", "", Inside)]
    [InlineData("[Network(Loss = Loss.MeanAbsoluteError)]\n", "Softplus", "(0, ∞)", "", Inside)]
    [InlineData("[Network(Loss = Loss.Huber)]\n", "Relu6", "[0, 6]", Deaf + "outside of 0 to 6" + For, Inside)]
    [InlineData("[Network(Loss = Loss.SmoothL1)]\n", "Gelu", "[-0.17, ∞)", "", Inside)]
    public Task Bounded_output(string network, string activation, string range, string deaf, string alternative) => Declared.FindsAsync(
        "LW3006",
        $"{network}[Layer(64, 1, [|Activation.{activation}|])]",
        $"Info: Layer 1: {activation} gives only numbers in {range}, so a target outside is never reached{deaf}. Use Identity{alternative}.");

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

    [Fact]
    public Task Fix_takes_the_slope_and_an_initializer_that_suits_only_a_rectifier_along() => Declared.FixesWithOneLightBulbAsync(
        "LW3006",
        "[Layer(64, 64, Activation.Elu, Init.HeNormal, Slope = 2f)]",
        "Use Activation.Identity and use Init.XavierNormal",
        "[Layer(64, 64, Activation.Identity, Init.XavierNormal)]");
}
