namespace Layerwise.Analyzers.Tests.Rules.Architecture.Outputs;

public sealed class FlatOutputTests
{
    [Theory]
    [InlineData("BinaryCrossEntropy", "HardSigmoid", "outside of -3 to 3", "Sigmoid")]
    [InlineData("Hinge", "HardTanh", "outside of -1 to 1", "Identity")]
    public Task Output_with_flat_ends(string loss, string activation, string where, string remedy) => Declared.FindsAsync(
        "LW3016",
        $"[Network(Loss = Loss.{loss})]\n[Layer(64, 2, [|Activation.{activation}|])]",
        $"Warning: Layer 1: {activation} is flat {where}, so an output there has no gradient, and {loss} cannot correct it where it is wrong. Use {remedy}.");

    // What the loss cannot take at all, a regression, and classes that share a total have rules of their own.
    [Theory]
    [InlineData("BinaryCrossEntropy", "Sigmoid")]
    [InlineData("BinaryCrossEntropy", "HardTanh")]
    [InlineData("BinaryCrossEntropy", "Relu6")]
    [InlineData("BinaryCrossEntropyWithLogits", "HardSigmoid")]
    [InlineData("BinaryCrossEntropyWithLogits", "Identity")]
    [InlineData("Hinge", "Tanh")]
    [InlineData("Hinge", "Identity")]
    [InlineData("Hinge", "HardSigmoid")]
    [InlineData("CrossEntropy", "HardSigmoid")]
    [InlineData("MeanSquaredError", "HardSigmoid")]
    public Task Another_output_or_loss(string loss, string activation) =>
        Declared.FindsNoneAsync("LW3016", $"[Network(Loss = Loss.{loss})]\n[Layer(64, 2, Activation.{activation})]");

    [Fact]
    public Task Hidden_layer() =>
        Declared.FindsNoneAsync("LW3016", "[Layer(64, 8, Activation.HardSigmoid)]\n[Layer(8, 1, Activation.Sigmoid)]");

    [Theory]
    [InlineData("BinaryCrossEntropy", "HardSigmoid", "Sigmoid")]
    [InlineData("Hinge", "HardTanh", "Identity")]
    public Task Fix(string loss, string activation, string remedy) => Declared.FixesAsync(
        "LW3016",
        $"[Network(Loss = Loss.{loss})]\n[Layer(64, 2, Activation.{activation}, Bias = false)]",
        $"[Network(Loss = Loss.{loss})]\n[Layer(64, 2, Activation.{remedy}, Bias = false)]");
}
