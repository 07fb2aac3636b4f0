namespace Layerwise.Analyzers.Tests.Rules.Architecture.NormalizationAndDropout;

/// <summary>LW3009 to LW3012: where dropout doesn't belong, and how much of it.</summary>
public sealed class DropoutTests
{
    [Fact]
    public Task On_the_output_layer() => Declared.FindsAsync(
        "LW3009",
        """
        [Layer(64, 32, Activation.Relu, Dropout = 0.25f)]
        [Layer(32, 10, Activation.Identity, Dropout = [|0.25f|])]
        """,
        "Warning: Layer 2: dropout sets 25 % of the outputs themselves to 0 and multiplies the others by 1.33, so the loss judges answers that the network did not give; move the dropout to a hidden layer");

    [Fact]
    public Task Before_batch_normalization() => Declared.FindsAsync(
        "LW3010",
        """
        [Layer(64, 32, Activation.Relu, Dropout = [|0.5f|])]
        [Layer(32, 32, Activation.Relu, BatchNormalization = true, Bias = false, Dropout = 0.5f)]
        [Layer(32, 10, Activation.Softmax)]
        """,
        "Info: Layer 1: dropout multiplies the mean square of the inputs of the next layer by 2 in training but not in inference, so the running variance of that layer is too large there; put dropout after the last batch normalization");

    [Fact]
    public Task Of_more_than_half_of_the_units_of_a_step() => Declared.FindsAsync(
        "LW3011",
        "[Input(6, 4)]\n[Rnn(4, 8, Dropout = [|0.75f|])]\n[Layer(8, 1, Activation.Identity)]",
        "Warning: Layer 1: Dropout is the probability of dropping a unit, and 0.75 keeps only about 2 of 8; write 0.25f if you meant to keep 75 %, or make the layer wider");

    [Fact]
    public Task Of_more_than_half() => Declared.FindsAsync(
        "LW3011",
        """
        [Layer(64, 128, Activation.Relu, Dropout = [|0.8f|])]
        [Layer(128, 32, Activation.Relu, Dropout = 0.5f)]
        [Layer(32, 10, Activation.Identity, Dropout = 0.9f)]
        """,
        "Warning: Layer 1: Dropout is the probability of dropping a unit, and 0.8 keeps only about 26 of 128; write 0.2f if you meant to keep 80 %, or make the layer wider");

    [Theory]
    [InlineData("0.9f", 8, "0.9 keeps fewer than 1 of 8; write 0.1f if you meant to keep 90 %, or make the layer wider")]
    [InlineData("0.999f", 128, "0.999 keeps fewer than 1 of 128; write 0.5f or less")]
    [InlineData("0.99999994f", 128, "0.99999994 keeps fewer than 1 of 128; write 0.5f or less")]
    public Task Of_nearly_all(string dropout, int units, string message) => Declared.FindsAsync(
        "LW3011",
        $"[Layer(64, {units}, Activation.Relu, Dropout = [|{dropout}|])]\n[Layer({units}, 10, Activation.Softmax)]",
        $"Warning: Layer 1: Dropout is the probability of dropping a unit, and {message}");

    [Fact]
    public Task Nearly_all_are_no_slip_of_few() => Declared.FixesNothingAsync("LW3011", "[Layer(64, 32, Activation.Relu, Dropout = 0.999f)]\n[Layer(32, 10, Activation.Softmax)]");

    [Fact]
    public Task After_selu() => Declared.FindsAsync(
        "LW3012",
        """
        [Layer(64, 128, Activation.Selu, Dropout = [|0.2f|])]
        [Layer(128, 10, Activation.Softmax)]
        """,
        "Warning: Layer 1: Selu keeps its outputs at mean 0 and variance 1, but a dropout of 0.2 makes the variance 1.25; remove the dropout, or use Relu");

    [Theory]
    [InlineData("LW3009")]
    [InlineData("LW3010")]
    [InlineData("LW3011")]
    [InlineData("LW3012")]
    public Task Half_of_a_hidden_layer(string id) => Declared.FindsNoneAsync(
        id,
        """
        [Layer(64, 32, Activation.Selu, BatchNormalization = true, Bias = false)]
        [Layer(32, 32, Activation.Relu, BatchNormalization = true, Bias = false, Dropout = 0.5f)]
        [Layer(32, 10, Activation.Softmax, Dropout = 0f)]
        """);

    [Theory]
    [InlineData("LW3009", "Relu", "Identity, Dropout = 0.25f, Bias = false", "Relu, Dropout = 0.25f", "Identity, Bias = false")]
    [InlineData("LW3009", "Relu, Dropout = 0.1f", "Identity, Dropout = 0.25f", "Relu, Dropout = 0.1f", "Identity")]
    [InlineData("LW3009", "Selu", "Identity, Dropout = 0.25f", "Selu", "Identity")]
    [InlineData("LW3009", "Relu", "Identity, Dropout = 0.9f", "Relu", "Identity")]
    [InlineData("LW3010", "Relu, Dropout = 0.1f", "Softmax, BatchNormalization = true", "Relu", "Softmax, BatchNormalization = true")]
    [InlineData("LW3011", "Relu, Dropout = 0.8f /* keep */", "Softmax", "Relu, Dropout = 0.2f /* keep */", "Softmax")]
    [InlineData("LW3012", "Selu, Dropout = 0.25f", "Softmax", "Selu", "Softmax")]
    public Task Fix(string id, string hidden, string last, string fixedHidden, string fixedLast) => Declared.FixesAsync(
        id,
        $"[Layer(64, 32, Activation.{hidden})]\n[Layer(32, 10, Activation.{last})]",
        $"[Layer(64, 32, Activation.{fixedHidden})]\n[Layer(32, 10, Activation.{fixedLast})]");
}
