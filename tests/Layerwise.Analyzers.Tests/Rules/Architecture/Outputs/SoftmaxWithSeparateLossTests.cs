namespace Layerwise.Analyzers.Tests.Rules.Architecture.Outputs;

public sealed class SoftmaxWithSeparateLossTests
{
    private const string Vanishes = "has a gradient with the factor p·(1 − p), which vanishes where the network is confident and wrong";
    private const string Compares = "compares the logarithms of these probabilities, which are never positive, with the targets";

    [Theory]
    [InlineData("Softmax", "MeanSquaredError", Vanishes)]
    [InlineData("Softmax", "MeanAbsoluteError", Vanishes)]
    [InlineData("Softmax", "Huber", Vanishes)]
    [InlineData("Softmax", "SmoothL1", Vanishes)]
    [InlineData("Softmax", "BinaryCrossEntropy", "treats each of them as a separate yes-or-no question")]
    [InlineData("Softmax", "BinaryCrossEntropyWithLogits", "puts a sigmoid on top of them")]
    [InlineData("Softmax", "Hinge", "needs scores of both signs")]
    [InlineData("LogSoftmax", "MeanSquaredError", Compares)]
    [InlineData("LogSoftmax", "Huber", Compares)]
    [InlineData("LogSoftmax", "BinaryCrossEntropy", "takes logarithms again, of numbers that are never positive")]
    public Task Loss_of_single_outputs(string activation, string loss, string harm) => Declared.FindsAsync(
        "LW3003",
        $"""
        [Network(Loss = [|Loss.{loss}|])]
        [Layer(64, 10, Activation.{activation})]
        """,
        $"Warning: Network: {activation} makes the 10 outputs one probability distribution, but {loss} {harm}. Use CrossEntropy.");

    [Theory]
    [InlineData("Loss = Loss.CrossEntropy", "Softmax")]
    [InlineData("Loss = Loss.KullbackLeibler", "LogSoftmax")]
    [InlineData("LabelSmoothing = 0.1f", "Softmax")]
    [InlineData("", "LogSoftmax")]
    [InlineData("Loss = Loss.MeanSquaredError", "Identity")]
    public Task Loss_of_a_distribution(string options, string activation) => Declared.FindsNoneAsync(
        "LW3003",
        $"""
        [Network({options})]
        [Layer(64, 10, Activation.{activation})]
        """);

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW3003",
        """
        [Network(Loss = /* ? */ Loss.MeanSquaredError)]
        [Layer(64, 10, Activation.Softmax)]
        """,
        """
        [Network(Loss = /* ? */ Loss.CrossEntropy)]
        [Layer(64, 10, Activation.Softmax)]
        """);
}
