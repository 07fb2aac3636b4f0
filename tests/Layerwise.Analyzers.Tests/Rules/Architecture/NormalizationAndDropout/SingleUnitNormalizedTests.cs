namespace Layerwise.Analyzers.Tests.Rules.Architecture.NormalizationAndDropout;

public sealed class SingleUnitNormalizedTests
{
    [Theory]
    [InlineData("[Layer(8, 1, Activation.Identity, LayerNormalization = [|true|])]", "Warning: Layer 1: LayerNormalization over one unit leaves its β, whatever the inputs; remove it")]
    [InlineData("[Layer(8, 1, Activation.Tanh, RmsNormalization = [|true|])]\n[Layer(1, 2, Activation.Softmax)]", "Warning: Layer 1: RmsNormalization over one unit leaves its sign; remove it")]
    [InlineData(
        "[Layer(1, 8, Activation.Tanh, LayerNormalization = [|true|], Order = LayerOrder.ActivateLinearAdd)]",
        "Warning: Layer 1: LayerNormalization over one unit leaves its β, whatever the inputs; remove it")]
    public Task One_number(string layers, string message) => Declared.FindsAsync("LW3018", layers, message);

    [Theory]
    [InlineData("[Layer(8, 1, Activation.Identity, BatchNormalization = true)]")]
    [InlineData("[Layer(1, 8, Activation.Tanh, LayerNormalization = true)]\n[Layer(8, 1, Activation.Identity)]")]
    [InlineData("[Layer(8, 1, Activation.Tanh, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]")]
    public Task Several_or_over_a_batch(string layers) => Declared.FindsNoneAsync("LW3018", layers);
}
