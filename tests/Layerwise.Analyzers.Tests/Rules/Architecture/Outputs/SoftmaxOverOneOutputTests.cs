namespace Layerwise.Analyzers.Tests.Rules.Architecture.Outputs;

public sealed class SoftmaxOverOneOutputTests
{
    [Theory]
    [InlineData("", "Softmax", "1", "Sigmoid for one probability")]
    [InlineData("[Network(Loss = Loss.MeanSquaredError)]\n", "Softmax", "1", "Identity for one number")]
    [InlineData("[Network(Loss = Loss.BinaryCrossEntropy)]\n", "Softmax", "1", "Sigmoid for one probability")]
    [InlineData("[Network(Loss = Loss.CrossEntropy)]\n", "LogSoftmax", "0", "Sigmoid with BinaryCrossEntropy for one probability")]
    public Task One_output(string network, string activation, string constant, string remedy) => Declared.FindsAsync(
        "LW3002",
        $"{network}[Layer(64, 1, [|Activation.{activation}|])]",
        $"Warning: Layer 1: {activation} over one output is always {constant}, so its gradient is 0 and nothing is learned. Use {remedy}, or one output for each class.");

    [Fact]
    public Task One_output_at_each_step() => Declared.FindsAsync(
        "LW3002",
        "[Input(6, 4)]\n[Gru(4, 8)]\n[Layer(8, 1, [|Activation.Softmax|])]",
        "Warning: Layer 2: Softmax over one output is always 1, so its gradient is 0 and nothing is learned. Use Sigmoid for one probability, or one output for each class.");

    [Theory]
    [InlineData("", "Sigmoid", "", "Use Activation.Sigmoid")]
    [InlineData("[Network(Loss = Loss.CrossEntropy)]\n", "Sigmoid", "[Network(Loss = Loss.BinaryCrossEntropy)]\n", "Use Activation.Sigmoid and use Loss.BinaryCrossEntropy")]
    [InlineData("[Network(InputPower = 2f, LabelSmoothing = 0.1f)]\n", "Sigmoid", "[Network(InputPower = 2f)]\n", "Use Activation.Sigmoid and remove 'LabelSmoothing = 0.1f'")]
    [InlineData("[Network(Loss = Loss.Huber)]\n", "Identity", "[Network(Loss = Loss.Huber)]\n", "Use Activation.Identity")]
    [InlineData("[Network(Loss = Loss.BinaryCrossEntropyWithLogits)]\n", "Identity", "[Network(Loss = Loss.BinaryCrossEntropyWithLogits)]\n", "Use Activation.Identity")]
    public Task One_light_bulb_suffices(string network, string activation, string fixedNetwork, string title) => Declared.FixesWithOneLightBulbAsync(
        "LW3002",
        $"{network}[Layer(64, 1, Activation.Softmax)]",
        title,
        $"{fixedNetwork}[Layer(64, 1, Activation.{activation})]");

    [Theory]
    [InlineData("[Layer(64, 2, Activation.Softmax)]")]
    [InlineData("[Layer(64, 1, Activation.Sigmoid)]")]
    [InlineData("[Layer(64, 1, Activation.Softmax)]\n[Layer(1, 2, Activation.Softmax)]")]
    public Task Several_outputs_or_another_place(string attributes) => Declared.FindsNoneAsync("LW3002", attributes);

    // It has said all there is to say.
    [Theory]
    [InlineData("LW3003")]
    [InlineData("LW3005")]
    public Task Rules_about_the_loss_leave_it_alone(string id) => Declared.FindsNoneAsync(
        id,
        "[Network(Loss = Loss.BinaryCrossEntropy)]\n[Layer(64, 1, Activation.Softmax)]");

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW3002",
        """
        [Layer(64, 8, Activation.Relu)]
        [Layer(8, 1, Activation.Softmax, Init.XavierNormal)]
        """,
        """
        [Layer(64, 8, Activation.Relu)]
        [Layer(8, 1, Activation.Sigmoid, Init.XavierNormal)]
        """);
}
