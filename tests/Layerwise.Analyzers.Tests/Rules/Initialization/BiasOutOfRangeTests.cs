namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class BiasOutOfRangeTests
{
    [Theory]
    [InlineData("Relu", "-2", "1.41", "Warning", "only 7.86 % of the Relu units keep a slope (50 % without the bias)")]
    [InlineData("Relu", "-1", "1.41", "Info", "only 24 % of the Relu units keep a slope (50 % without the bias)")]
    [InlineData("Relu", "3", "1.41", "Info", "nearly all Relu units are on for every input and the layer is linear")]
    [InlineData("Tanh", "3", "1", "Info", "only 49.7 % of the Tanh units keep a slope (99.7 % without the bias)")]
    [InlineData("Tanh", "-5", "1", "Warning", "only 2.24 % of the Tanh units keep a slope (99.7 % without the bias)")]
    [InlineData("Sigmoid", "-8", "1", "Warning", "only 2.2 % of the Sigmoid units keep a slope (100 % without the bias)")]
    [InlineData("Gelu", "-4", "1.41", "Warning", "only 24.5 % of the Gelu units keep a slope (98.4 % without the bias)")]
    public Task Hidden_bias(string activation, string bias, string deviation, string severity, string harm) => Declared.FindsAsync(
        "LW2010",
        $"""
        [Layer(64, 64, Activation.{activation}, BiasValue = [|{bias}|])]
        [Layer(64, 10, Activation.Softmax)]
        """,
        $"{severity}: Layer 1: a bias of {bias} is far from 0 for z with a standard deviation of {deviation}, so {harm}. Write 0, or a value nearer to 0.");

    [Theory]
    [InlineData("Relu, BiasValue = 0.1f")]
    [InlineData("Relu, BiasValue = 1f")]
    [InlineData("Tanh, BiasValue = 2f")]
    [InlineData("Identity, BiasValue = 10f")]
    [InlineData("Relu, BiasValue = -9f, BatchNormalization = true")]
    public Task Bias_that_leaves_the_units_useful(string arguments) => Declared.FindsNoneAsync(
        "LW2010",
        $"""
        [Layer(64, 64, Activation.{arguments})]
        [Layer(64, 1, Activation.Sigmoid, BiasValue = -8f)]
        """);

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW2010",
        """
        [Layer(64, 64, Activation.Relu, BiasValue = -2f /* off */)]
        [Layer(64, 64, Activation.Tanh, BiasValue = 5f, Bias = true)]
        [Layer(64, 10, Activation.Softmax, BiasValue = 5f)]
        """,
        """
        [Layer(64, 64, Activation.Relu)]
        [Layer(64, 64, Activation.Tanh, Bias = true)]
        [Layer(64, 10, Activation.Softmax, BiasValue = 5f)]
        """);
}
