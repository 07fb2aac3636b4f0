using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class UnsuitableGainTests
{
    [Theory]
    [InlineData("Relu, [|Init.Orthogonal|]", "Warning: Layer 1: Orthogonal with a gain of 1 gives weights 0.5 times the variance that Relu needs, so the signal starves; write Gain = ActivationGain.Relu. In this network it puts the signal after layer 1 off by a factor of 1.41, which training gets over.")]
    [InlineData("Tanh, Init.Orthogonal, Gain = [|3|]", "Warning: Layer 1: Orthogonal with a gain of 3 gives weights 9 times the variance that Tanh needs, so the signal saturates the units; write Gain = 1f")]
    [InlineData("LeakyRelu, Init.XavierNormal, Gain = [|0.05f|], Slope = 0.2f", "Warning: Layer 1: XavierNormal with a gain of 0.05 gives weights 0.0013 times the variance that LeakyRelu needs, so the signal starves; write Gain = 1.3867505f. In this network it puts the signal after layer 1 off by a factor of 27.7, which slows training.")]
    [InlineData("Relu, Init.XavierUniform, Gain = [|10|]", "Warning: Layer 1: XavierUniform with a gain of 10 gives weights 50 times the variance that Relu needs, so the signal explodes; write Gain = ActivationGain.Relu. In this network it puts the signal after layer 1 off by a factor of 7.07, which slows training.")]
    [InlineData("Relu, Init.Identity, Gain = [|0.5f|]", "Warning: Layer 1: Identity with a gain of 0.5 gives weights 0.25 times the variance that Relu needs, so the signal starves; write Gain = 1f. In this network it puts the signal after layer 1 off by a factor of 2, which training gets over.")]
    public Task Gain(string arguments, string message) => Declared.FindsAsync(
        "LW2011",
        $"""
        [Layer(64, 64, Activation.{arguments})]
        [Layer(64, 10, Activation.Softmax)]
        """,
        message);

    [Theory]
    [InlineData("Relu, [|Init.VarianceScaling|]", "1 gives weights 0.5 times the variance that Relu needs, so the signal starves; write VarianceScale = 2f. In this network it puts the signal after layer 1 off by a factor of 1.41, which training gets over.")]
    [InlineData("Relu, Init.VarianceScaling, VarianceScale = [|0.25f|]", "0.25 gives weights 0.125 times the variance that Relu needs, so the signal starves; write VarianceScale = 2f. In this network it puts the signal after layer 1 off by a factor of 2.83, which training gets over.")]
    [InlineData("Tanh, Init.VarianceScaling, VarianceScale = [|8|]", "8 gives weights 8 times the variance that Tanh needs, so the signal saturates the units; write VarianceScale = 1f")]
    public Task Variance_scale(string arguments, string message) => Declared.FindsAsync(
        "LW2012",
        $"""
        [Layer(64, 64, Activation.{arguments})]
        [Layer(64, 10, Activation.Softmax)]
        """,
        "Warning: Layer 1: VarianceScaling with a scale of " + message);

    [Theory]
    [InlineData("LW2011", "Init.Orthogonal")]
    [InlineData("LW2012", "Init.VarianceScaling")]
    public Task Ten_layers_lose_what_two_get_over(string id, string init) => Declared.FindsAsync(
        id,
        DiagnosticSeverity.Warning,
        $"""
        {Declared.Layers(10, "64, 64, Activation.Relu, " + init)}
        [Layer(64, 10, Activation.Softmax)]
        """);

    [Theory]
    [InlineData("Relu, Init.Orthogonal, Gain = ActivationGain.Relu")]
    [InlineData("Tanh, Init.Orthogonal")]
    [InlineData("Tanh, Init.Orthogonal, Gain = ActivationGain.Relu")]
    [InlineData("Tanh, Gain = ActivationGain.Tanh")]
    [InlineData("Sigmoid, Init.XavierUniform, Gain = 4f")]
    [InlineData("Relu, Init.XavierNormal, Gain = ActivationGain.Relu")]
    [InlineData("Relu, Init.Identity")]
    [InlineData("Relu, Init.XavierNormal")]
    [InlineData("Selu, Init.Orthogonal")]
    [InlineData("Relu, Init.Orthogonal, BatchNormalization = true, Bias = false")]
    [InlineData("Relu, Init.VarianceScaling, VarianceScale = 2, FanMode = FanMode.FanOut")]
    [InlineData("Tanh, Init.VarianceScaling")]
    public async Task Gain_that_suits(string arguments)
    {
        string attributes = $"""
            [Layer(64, 64, Activation.{arguments})]
            [Layer(64, 10, Activation.Softmax, Init.Orthogonal, Gain = 0.01f)]
            """;
        await Declared.FindsNoneAsync("LW2011", attributes);
        await Declared.FindsNoneAsync("LW2012", attributes);
    }

    [Fact]
    public Task Fix_of_the_gain() => Declared.FixesAsync(
        "LW2011",
        """
        [Layer(64, 64, Activation.Relu, Init.Orthogonal)]
        [Layer(64, 64, Activation.Tanh, Init.Orthogonal, Gain = 9, Bias = false)]
        [Layer(64, 10, Activation.Softmax)]
        """,
        """
        [Layer(64, 64, Activation.Relu, Init.Orthogonal, Gain = ActivationGain.Relu)]
        [Layer(64, 64, Activation.Tanh, Init.Orthogonal, Gain = 1f, Bias = false)]
        [Layer(64, 10, Activation.Softmax)]
        """);

    [Fact]
    public Task Fix_of_the_variance_scale() => Declared.FixesAsync(
        "LW2012",
        """
        [Layer(64, 64, Activation.Relu, Init.VarianceScaling)]
        [Layer(64, 64, Activation.Tanh, Init.VarianceScaling, VarianceScale = 9)]
        [Layer(64, 10, Activation.Softmax)]
        """,
        """
        [Layer(64, 64, Activation.Relu, Init.VarianceScaling, VarianceScale = 2f)]
        [Layer(64, 64, Activation.Tanh, Init.VarianceScaling, VarianceScale = 1f)]
        [Layer(64, 10, Activation.Softmax)]
        """);
}
