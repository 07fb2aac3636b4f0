using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Architecture.HiddenLayers;

public sealed class ActivationOnConnectionTests
{
    [Fact]
    public Task One_that_saturates() => Declared.FindsAsync(
        "LW3019",
        "[Layer(8, 8, Activation.Tanh, Residual = true, Order = [|LayerOrder.LinearAddActivate|])]\n[Layer(8, 3, Activation.Softmax)]",
        "Info: Layer 1: Tanh behind the sum lets only a part of the slope through, so signal and gradient have no clear way around the layers; write Order = LayerOrder.ActivateLinearAdd");

    [Fact]
    public Task Many_that_cut() => Declared.FindsAsync(
        "LW3019",
        "[Layer(8, 8, Activation.Relu, Residual = true, Order = [|LayerOrder.LinearAddActivate|], Repeat = 17)]\n[Layer(8, 3, Activation.Softmax)]",
        "Info: Layers 1 to 17: Relu behind the sum cuts what is negative, at 17 layers, so signal and gradient have no clear way around the layers; write Order = LayerOrder.ActivateLinearAdd");

    [Theory]
    [InlineData("[Layer(8, 8, Activation.Relu, Residual = true, Order = LayerOrder.LinearAddActivate, Repeat = 16)]\n[Layer(8, 3, Activation.Softmax)]")]
    [InlineData("[Layer(8, 8, Activation.Tanh, Residual = true, Repeat = 30)]\n[Layer(8, 3, Activation.Softmax)]")]
    [InlineData("[Layer(8, 8, Activation.Identity, Residual = true, Order = LayerOrder.LinearAddActivate)]\n[Layer(8, 3, Activation.Softmax)]")]
    [InlineData("[Layer(8, 8, Activation.Softmax, Residual = true, Order = LayerOrder.LinearAddActivate)]")]
    public Task A_clear_way_or_a_short_one(string layers) => Declared.FindsNoneAsync("LW3019", layers);

    [Fact]
    public Task The_activation_goes_before_the_weights() => CodeFixing.FixesFirstAsync(
        new AttributeArgumentCodeFix(),
        nameof(AttributeArgumentCodeFix),
        Program("LinearAddActivate"),
        Program("ActivateLinearAdd"));

    private static string Program(string order) =>
        $"using Layerwise;\n\n[Layer(8, 8, Activation.Tanh, Residual = true, Order = LayerOrder.{order})]\n[Layer(8, 3, Activation.Softmax)]\npartial class Net;\n";
}
