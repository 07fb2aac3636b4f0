namespace Layerwise.Analyzers.Tests.Rules.Architecture.NormalizationAndDropout;

public sealed class BiasBeforeNormalizationTests
{
    [Fact]
    public Task Bias_that_the_mean_takes_away() => Declared.FindsAsync(
        "LW3008",
        """
        [Layer(64, 128, Activation.Relu, BatchNormalization = [|true|])]
        [Layer(128, 8, Activation.Relu, BatchNormalization = true, Bias = [|true|])]
        [Layer(8, 2, Activation.Softmax)]
        """,
        "Info: Layer 1: batch normalization subtracts the mean, and with it every bias, so the biases do nothing (its β does their work); write Bias = false",
        "Info: Layer 2: batch normalization subtracts the mean, and with it every bias, so the biases do nothing (its β does their work); write Bias = false");

    [Theory]
    [InlineData("BatchNormalization = true, Bias = false")]
    [InlineData("BatchNormalization = false")]
    [InlineData("Bias = true")]
    public Task No_bias_or_no_normalization(string options) => Declared.FindsNoneAsync("LW3008", $"[Layer(64, 2, Activation.Softmax, {options})]");

    [Fact]
    public Task Fix() => Declared.FixesAsync(
        "LW3008",
        """
        [Layer(64, 128, Activation.Relu, BatchNormalization = true /* new */, BiasValue = 0.1f)]
        [Layer(128, 8, Activation.Relu, BatchNormalization = true, Bias = true, Dropout = 0.1f)]
        [Layer(8, 2, Activation.Softmax)]
        """,
        """
        [Layer(64, 128, Activation.Relu, BatchNormalization = true /* new */, Bias = false)]
        [Layer(128, 8, Activation.Relu, BatchNormalization = true, Bias = false, Dropout = 0.1f)]
        [Layer(8, 2, Activation.Softmax)]
        """);
}
