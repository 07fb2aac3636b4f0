namespace Layerwise.Analyzers.Tests.Rules.Architecture.Outputs;

public sealed class RangeLossCannotTakeTests
{
    private const string Distribution = "takes their logarithms and needs probabilities that add up to 1; use ";
    private const string Probability = "takes the logarithms of a and 1 − a and needs each output a between 0 and 1; use ";
    private const string Logit = "applies a sigmoid itself and needs outputs of any size and sign; use ";
    private const string Score = "needs a score of at least 1 for one class and at most -1 for the other; use ";

    [Theory]
    [InlineData("CrossEntropy", "10, Activation.Identity", "(−∞, ∞)", Distribution + "Softmax")]
    [InlineData("CrossEntropy", "10, Activation.Relu", "[0, ∞)", Distribution + "Softmax")]
    [InlineData("CrossEntropy", "10, Activation.Tanh", "(-1, 1)", Distribution + "Softmax")]
    [InlineData("CrossEntropy", "1, Activation.Elu", "(-1, ∞)", Distribution + "Sigmoid with BinaryCrossEntropy")]
    [InlineData("KullbackLeibler", "10, Activation.LeakyRelu", "(−∞, ∞)", Distribution + "Softmax")]
    [InlineData("BinaryCrossEntropy", "1, Activation.Identity", "(−∞, ∞)", Probability + "BinaryCrossEntropyWithLogits")]
    [InlineData("BinaryCrossEntropy", "1, Activation.Tanh", "(-1, 1)", Probability + "Sigmoid")]
    [InlineData("BinaryCrossEntropy", "1, Activation.Elu", "(-1, ∞)", Probability + "Sigmoid")]
    [InlineData("BinaryCrossEntropy", "1, Activation.LeakyRelu", "(−∞, ∞)", Probability + "Sigmoid")]
    [InlineData("BinaryCrossEntropy", "1, Activation.Relu6", "[0, 6]", Probability + "Sigmoid")]
    [InlineData("BinaryCrossEntropyWithLogits", "1, Activation.Sigmoid", "(0, 1)", Logit + "BinaryCrossEntropy")]
    [InlineData("BinaryCrossEntropyWithLogits", "1, Activation.Relu", "[0, ∞)", Logit + "Identity")]
    [InlineData("BinaryCrossEntropyWithLogits", "1, Activation.HardTanh", "[-1, 1]", Logit + "Identity")]
    [InlineData("Hinge", "1, Activation.Sigmoid", "(0, 1)", Score + "Identity")]
    [InlineData("Hinge", "1, Activation.Softplus", "(0, ∞)", Score + "Identity")]
    [InlineData("Hinge", "1, Activation.Silu", "[-0.278, ∞)", Score + "Identity")]
    public Task Range(string loss, string outputs, string range, string message) => Declared.FindsAsync(
        "LW3005",
        $"""
        [Network(Loss = [|Loss.{loss}|])]
        [Layer(64, {outputs})]
        """,
        $"Warning: Network: {outputs[(outputs.IndexOf('.', StringComparison.Ordinal) + 1)..]} gives numbers in {range}, but {loss} {message}");

    [Theory]
    [InlineData("CrossEntropy", "1, Activation.Tanh", "(-1, 1)", Distribution + "Sigmoid with BinaryCrossEntropy")]
    [InlineData("CrossEntropy", "3, Activation.Tanh", "(-1, 1)", Distribution + "Softmax")]
    [InlineData("BinaryCrossEntropy", "1, Activation.Identity", "(−∞, ∞)", Probability + "BinaryCrossEntropyWithLogits")]
    public Task Range_of_steps(string loss, string outputs, string range, string message) => Declared.FindsAsync(
        "LW3005",
        $"""
        [Network(Loss = [|Loss.{loss}|])]
        [Input(6, 4)]
        [Gru(4, 8)]
        [Layer(8, {outputs})]
        """,
        $"Warning: Network: {outputs[(outputs.IndexOf('.', StringComparison.Ordinal) + 1)..]} gives numbers in {range}, but {loss} {message}");

    [Theory]
    [InlineData("BinaryCrossEntropyWithLogits", "Identity")]
    [InlineData("BinaryCrossEntropy", "Sigmoid")]
    [InlineData("BinaryCrossEntropy", "HardSigmoid")]
    [InlineData("CrossEntropy", "Softmax")]
    [InlineData("CrossEntropy", "LogSoftmax")]
    [InlineData("KullbackLeibler", "LogSoftmax")]
    [InlineData("Hinge", "Identity")]
    [InlineData("Hinge", "Tanh")]
    [InlineData("Hinge", "Selu")]
    [InlineData("MeanSquaredError", "Relu")]
    public Task Range_that_the_loss_takes(string loss, string activation) => Declared.FindsNoneAsync(
        "LW3005",
        $"""
        [Network(Loss = Loss.{loss})]
        [Layer(64, 10, Activation.{activation})]
        """);

    [Theory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    [InlineData("Sigmoid")]
    [InlineData("Identity")]
    [InlineData("Tanh")]
    public Task Loss_that_follows_the_activation(string activation) => Declared.FindsNoneAsync("LW3005", $"[Layer(64, 10, Activation.{activation})]");

    [Theory]
    [InlineData("CrossEntropy", "10, Activation.Relu", "CrossEntropy", "10, Activation.Softmax")]
    [InlineData("BinaryCrossEntropy", "1, Activation.Identity", "BinaryCrossEntropyWithLogits", "1, Activation.Identity")]
    [InlineData("BinaryCrossEntropy", "1, Activation.Tanh", "BinaryCrossEntropy", "1, Activation.Sigmoid")]
    [InlineData("BinaryCrossEntropyWithLogits", "1, Activation.Sigmoid", "BinaryCrossEntropy", "1, Activation.Sigmoid")]
    [InlineData("BinaryCrossEntropyWithLogits", "1, Activation.Elu", "BinaryCrossEntropyWithLogits", "1, Activation.Identity")]
    [InlineData("Hinge", "1, Activation.Relu", "Hinge", "1, Activation.Identity")]
    public Task Fix_is_the_matching_pair(string loss, string outputs, string fixedLoss, string fixedOutputs) => Declared.FixesAsync(
        "LW3005",
        $"[Network(Loss = Loss.{loss})]\n[Layer(64, {outputs})]",
        $"[Network(Loss = Loss.{fixedLoss})]\n[Layer(64, {fixedOutputs})]");

    [Theory]
    [InlineData("CrossEntropy, LabelSmoothing = 0.1f", "Identity", "BinaryCrossEntropyWithLogits", "Identity", "Use Loss.BinaryCrossEntropyWithLogits")]
    [InlineData("KullbackLeibler", "Identity", "BinaryCrossEntropyWithLogits", "Identity", "Use Loss.BinaryCrossEntropyWithLogits")]
    [InlineData("CrossEntropy", "Tanh", "BinaryCrossEntropy", "Sigmoid", "Use Activation.Sigmoid and use Loss.BinaryCrossEntropy")]
    public Task One_light_bulb_suffices_for_one_output(string loss, string activation, string fixedLoss, string fixedActivation, string title) =>
        Declared.FixesWithOneLightBulbAsync(
            "LW3005",
            $"[Network(Loss = Loss.{loss})]\n[Layer(6, 1, Activation.{activation})]",
            title,
            $"[Network(Loss = Loss.{fixedLoss})]\n[Layer(6, 1, Activation.{fixedActivation})]");

    [Fact]
    public Task Fix_of_a_loss_of_logarithms_moves_the_dropout_of_the_outputs() => Declared.FixesWithOneLightBulbAsync(
        "LW3005",
        "[Network(Loss = Loss.BinaryCrossEntropyWithLogits)]\n[Layer(6, 8, Activation.Relu)]\n[Layer(8, 1, Activation.Sigmoid, Dropout = 0.2f)]",
        "Use Loss.BinaryCrossEntropy and remove 'Dropout = 0.2f' and write Dropout = 0.2f",
        "[Network(Loss = Loss.BinaryCrossEntropy)]\n[Layer(6, 8, Activation.Relu, Dropout = 0.2f)]\n[Layer(8, 1, Activation.Sigmoid)]");
}
