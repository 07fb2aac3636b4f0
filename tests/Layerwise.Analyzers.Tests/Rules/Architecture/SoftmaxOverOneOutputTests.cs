namespace Layerwise.Analyzers.Tests.Rules.Architecture;

public sealed class SoftmaxOverOneOutputTests
{
    [Theory]
    [InlineData("", "Softmax", "1")]
    [InlineData("[Network(Loss = Loss.MeanSquaredError)]\n", "Softmax", "1")]
    [InlineData("[Network(Loss = Loss.CrossEntropy)]\n", "LogSoftmax", "0")]
    public Task One_output(string network, string activation, string constant) => Declared.FindsAsync(
        "LW3002",
        $"{network}[Layer(64, 1, [|Activation.{activation}|])]",
        $"Warning: Layer 1: {activation} over one output is always {constant} and its gradient always 0, so nothing is learned; use Sigmoid for one probability, or one output for each class");

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
