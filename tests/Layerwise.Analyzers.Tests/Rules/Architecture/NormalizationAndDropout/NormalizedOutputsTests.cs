using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Architecture.NormalizationAndDropout;

public sealed class NormalizedOutputsTests
{
    [Fact]
    public Task Positions() => Declared.FindsAsync(
        "LW3017",
        "[Network(Loss = Loss.MeanSquaredError)]\n[Input(28, 3)]\n[Conv1D(3, 2, 3, Activation.Identity, LayerNormalization = [|true|])]",
        "Warning: Layer 1: LayerNormalization gives the 2 outputs of every position the same mean and spread, so no target of another can be met; normalize the layer before");

    [Theory]
    [InlineData(
        "[Layer(8, 3, Activation.Softmax, LayerNormalization = [|true|])]",
        "Warning: Layer 1: LayerNormalization gives the 3 logits of every sample the same mean and spread, so the network can be no surer of one answer than of another; normalize the layer before")]
    [InlineData(
        "[Layer(8, 8, Activation.Tanh)]\n[Layer(8, 3, Activation.Identity, RmsNormalization = [|true|])]",
        "Warning: Layer 2: RmsNormalization gives the 3 outputs of every sample the same root mean square, so no target of another can be met; normalize the layer before")]
    [InlineData(
        "[Layer(8, 3, Activation.Sigmoid, LayerNormalization = [|true|])]",
        "Warning: Layer 1: LayerNormalization gives the 3 outputs of every sample the same mean and spread, so no sample can be told from another by the size of its answers; normalize the layer before")]
    public Task Behind_the_last_weights(string layers, string message) => Declared.FindsAsync("LW3017", layers, message);

    [Theory]
    [InlineData("[Layer(8, 8, Activation.Tanh, LayerNormalization = true)]\n[Layer(8, 3, Activation.Softmax)]")]
    [InlineData("[Layer(8, 3, Activation.Relu, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]")]
    [InlineData("[Layer(8, 3, Activation.Softmax, BatchNormalization = true)]")]
    [InlineData("[Layer(8, 8, Activation.Identity, LayerNormalization = true, Residual = true)]")]
    public Task Before_them_or_with_something_added(string layers) => Declared.FindsNoneAsync("LW3017", layers);

    [Fact]
    public Task The_option_goes() => CodeFixing.FixesFirstAsync(
        new AttributeArgumentCodeFix(),
        nameof(AttributeArgumentCodeFix),
        "using Layerwise;\n\n[Layer(8, 3, Activation.Softmax, LayerNormalization = true)]\npartial class Net;\n",
        "using Layerwise;\n\n[Layer(8, 3, Activation.Softmax)]\npartial class Net;\n");
}
