namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class OptionOutOfRangeCodeFixTests
{
    [Theory]
    [InlineData("LeakyRelu, Slope = -0.1f", "Write Slope = 0.1f", "LeakyRelu, Slope = 0.1f")]
    [InlineData("LeakyRelu, Slope = -3f", "Remove 'Slope = -3f'", "LeakyRelu")]
    [InlineData("Relu, Dropout = 20f", "Write Dropout = 0.2f", "Relu, Dropout = 0.2f")]
    [InlineData("Relu, Dropout = -0.2f", "Write Dropout = 0.2f", "Relu, Dropout = 0.2f")]
    [InlineData("Relu, Dropout = 80f", "Remove 'Dropout = 80f'", "Relu")]
    [InlineData("Relu, Dropout = 1f", "Remove 'Dropout = 1f'", "Relu")]
    [InlineData("Tanh, Init.XavierNormal, Gain = 0f", "Remove 'Gain = 0f'", "Tanh, Init.XavierNormal")]
    [InlineData("Tanh, Init.VarianceScaling, VarianceScale = -1f", "Write VarianceScale = 1f", "Tanh, Init.VarianceScaling, VarianceScale = 1f")]
    [InlineData("Tanh, BiasValue = 0f / 0f", "Remove 'BiasValue = 0f / 0f'", "Tanh")]
    public Task Layer(string before, string title, string after) => Declared.FixesWithOneLightBulbAsync(
        "LW1008",
        $"[Layer(64, 32, Activation.{before})]\n[Layer(32, 10, Activation.Softmax)]",
        title,
        $"[Layer(64, 32, Activation.{after})]\n[Layer(32, 10, Activation.Softmax)]");

    [Theory]
    [InlineData("Loss = Loss.Huber, Delta = 0f", "Remove 'Delta = 0f'", "Loss = Loss.Huber")]
    [InlineData("Loss = Loss.SmoothL1, Beta = -0.5f", "Write Beta = 0.5f", "Loss = Loss.SmoothL1, Beta = 0.5f")]
    [InlineData("InputPower = -2f, Loss = Loss.Huber", "Write InputPower = 2f", "InputPower = 2f, Loss = Loss.Huber")]
    public Task Network(string before, string title, string after) => Declared.FixesWithOneLightBulbAsync(
        "LW1008",
        $"[Network({before})]\n[Layer(64, 1, Activation.Identity)]",
        title,
        $"[Network({after})]\n[Layer(64, 1, Activation.Identity)]");

    [Fact]
    public Task All() => Declared.FixesAsync(
        "LW1008",
        """
        [Network(LabelSmoothing = 10f)] // ten percent
        [Layer(64, 32, Activation.LeakyRelu, Slope = -0.1f /* down */, Dropout = 20f)]
        [Layer(32, 10, Activation.Softmax, Init.XavierNormal, Gain = 0f)]
        """,
        """
        [Network(LabelSmoothing = 0.1f)] // ten percent
        [Layer(64, 32, Activation.LeakyRelu, Slope = 0.1f /* down */, Dropout = 0.2f)]
        [Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
        """);
}
