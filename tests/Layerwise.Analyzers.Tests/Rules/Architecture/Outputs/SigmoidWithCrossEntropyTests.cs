namespace Layerwise.Analyzers.Tests.Rules.Architecture.Outputs;

public sealed class SigmoidWithCrossEntropyTests
{
    [Theory]
    [InlineData("CrossEntropy", "1, Activation.Sigmoid", "one Sigmoid output learns to be 1 for every input; use BinaryCrossEntropy")]
    [InlineData("CrossEntropy", "10, Activation.Sigmoid", "10 Sigmoid outputs, which don't share a total, learn to be 1 for every input; use Softmax for one class of 10, or BinaryCrossEntropy where several can be true at once")]
    [InlineData("KullbackLeibler", "3, Activation.HardSigmoid", "3 HardSigmoid outputs, which don't share a total, learn to be 1 for every input; use Softmax for one class of 3, or BinaryCrossEntropy where several can be true at once")]
    public Task Nothing_lowers_an_output(string loss, string outputs, string message) => Declared.FindsAsync(
        "LW3004",
        $"""
        [Network(Loss = [|Loss.{loss}|])]
        [Layer(64, {outputs})]
        """,
        $"Warning: Network: {loss} ignores every output whose target is 0, so {message}");

    [Theory]
    [InlineData(1, "one Sigmoid output learns to be 1 for every input; use BinaryCrossEntropy")]
    [InlineData(3, "3 Sigmoid outputs, which don't share a total, learn to be 1 for every input; use Softmax for one class of 3, or BinaryCrossEntropy where several can be true at once")]
    public Task Outputs_of_steps_are_those_of_one(int outputs, string message) => Declared.FindsAsync(
        "LW3004",
        $"""
        [Network(Loss = [|Loss.CrossEntropy|])]
        [Input(6, 4)]
        [Gru(4, 8)]
        [Layer(8, {outputs}, Activation.Sigmoid)]
        """,
        $"Warning: Network: CrossEntropy ignores every output whose target is 0, so {message}");

    [Theory]
    [InlineData("Loss = Loss.BinaryCrossEntropy", "Sigmoid")]
    [InlineData("", "Sigmoid")]
    [InlineData("Loss = Loss.CrossEntropy", "Softmax")]
    [InlineData("Loss = Loss.CrossEntropy", "Identity")]
    public Task Other_pairs(string options, string activation) => Declared.FindsNoneAsync(
        "LW3004",
        $"""
        [Network({options})]
        [Layer(64, 10, Activation.{activation})]
        """);

    [Fact]
    public Task Fix_of_several_outputs() => Declared.FixesAsync(
        "LW3004",
        """
        [Network(Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f)]
        [Layer(64, 10, Activation.Sigmoid)]
        """,
        """
        [Network(Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f)]
        [Layer(64, 10, Activation.Softmax)]
        """);

    [Fact]
    public Task Fix_of_one_output() => Declared.FixesAsync(
        "LW3004",
        """
        [Network(Loss = Loss.CrossEntropy)]
        [Layer(64, 1, Activation.Sigmoid)]
        """,
        """
        [Network(Loss = Loss.BinaryCrossEntropy)]
        [Layer(64, 1, Activation.Sigmoid)]
        """);
}
