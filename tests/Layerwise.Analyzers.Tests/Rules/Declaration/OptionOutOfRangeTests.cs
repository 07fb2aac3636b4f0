namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class OptionOutOfRangeTests
{
    [Theory]
    [InlineData("Slope = [|-0.1f|]", "Slope is -0.1; it must be finite and at least 0")]
    [InlineData("Slope = [|float.NaN|]", "Slope is NaN; it must be finite and at least 0")]
    [InlineData("Gain = [|0f|]", "Gain is 0; it must be finite and greater than 0")]
    [InlineData("Gain = [|float.PositiveInfinity|]", "Gain is ∞; it must be finite and greater than 0")]
    [InlineData("InitScale = [|-1|]", "InitScale is -1; it must be finite and at least 0")]
    [InlineData("VarianceScale = [|0f|]", "VarianceScale is 0; it must be finite and greater than 0")]
    [InlineData("Sparsity = [|1f|]", "Sparsity is 1; it must be at least 0 and less than 1")]
    [InlineData("Sparsity = [|-0.5f|]", "Sparsity is -0.5; it must be at least 0 and less than 1")]
    [InlineData("Sparsity = [|float.NaN|]", "Sparsity is NaN; it must be at least 0 and less than 1")]
    [InlineData("Dropout = [|1f|]", "Dropout is 1; it must be at least 0 and less than 1")]
    [InlineData("Dropout = [|-0.1f|]", "Dropout is -0.1; it must be at least 0 and less than 1")]
    [InlineData("Dropout = [|float.NaN|]", "Dropout is NaN; it must be at least 0 and less than 1")]
    [InlineData("BatchNormalization = true, NormalizationEpsilon = [|0f|]", "NormalizationEpsilon is 0; it must be finite and greater than 0")]
    [InlineData("BatchNormalization = true, NormalizationMomentum = [|1.5f|]", "NormalizationMomentum is 1.5; it must be greater than 0 and at most 1")]
    [InlineData("BiasValue = [|1f / 0f|]", "BiasValue is ∞; it must be finite")]
    [InlineData("Bias = true, Gain = [|-2e-9f|], BiasValue = 1", "Gain is -2·10⁻⁹; it must be finite and greater than 0")]
    public Task Option_out_of_range(string options, string message) => Analysis.FindsOneAsync(
        "LW1008",
        "Layer 2: " + message,
        $$"""
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        [Layer(3, 3, Activation.LeakyRelu, Init.HeNormal, {{options}})]
        partial class Net;
        """);

    [Theory]
    [InlineData("Loss = Loss.Huber, Delta = [|0f|]", "Delta is 0; it must be finite and greater than 0")]
    [InlineData("Beta = [|float.PositiveInfinity|]", "Beta is ∞; it must be finite and greater than 0")]
    [InlineData("LabelSmoothing = [|1.25f|]", "LabelSmoothing is 1.25; it must be in [0, 1]")]
    [InlineData("LabelSmoothing = [|float.NaN|]", "LabelSmoothing is NaN; it must be in [0, 1]")]
    [InlineData("InputPower = [|0f|]", "InputPower is 0; it must be finite and greater than 0")]
    [InlineData("InputPower = [|float.NaN|]", "InputPower is NaN; it must be finite and greater than 0")]
    [InlineData("ClassWeights = [|new[] { 1f, -2f, 3f }|]", "ClassWeights[1] is -2; it must be finite and at least 0")]
    [InlineData("ClassWeights = [|new[] { 0f, 0f, 0f }|]", "the largest of ClassWeights is 0; it must be greater than 0")]
    [InlineData("ClassWeights = [|new float[] { 1, 2 }|]", "the length of ClassWeights is 2; it must be 3, the number of outputs")]
    [InlineData("ClassWeights = [|new float[0]|]", "the length of ClassWeights is 0; it must be 3, the number of outputs")]
    public Task Option_of_the_network_out_of_range(string options, string message) => Analysis.FindsOneAsync(
        "LW1008",
        "Network: " + message,
        $$"""
        using Layerwise;

        [Network({{options}})]
        [Layer(2, 3, Activation.Softmax)]
        partial class Net;
        """);

    [Theory]
    [InlineData("Delta = float.Epsilon, Beta = 1e30f, LabelSmoothing = 1, ClassWeights = new[] { 0f, 0f, 1e-30f }")]
    [InlineData("LabelSmoothing = 0, ClassWeights = null")]
    [InlineData("InputPower = 1e-3f")]
    public Task Options_of_the_network_at_the_edge_of_their_ranges(string options) => Analysis.FindsNoneAsync(
        "LW1008",
        $$"""
        using Layerwise;

        [Network({{options}})]
        [Layer(2, 3, Activation.Softmax)]
        partial class Net;
        """);

    [Fact]
    public async Task Every_option_out_of_range() => Assert.Equal(2, (await Analysis.FindsAsync("LW1008", """
        using Layerwise;

        [Layer(3, 3, Activation.LeakyRelu, Slope = [|-1f|], Gain = [|-1f|])]
        partial class Net;
        """)).Length);

    [Fact]
    public Task Options_at_the_edge_of_their_ranges() => Analysis.FindsNoneAsync(
        "LW1008",
        """
        using Layerwise;

        [Layer(2, 3, Activation.LeakyRelu, Slope = 0f, Gain = float.Epsilon, InitScale = 0f, VarianceScale = float.Epsilon, Sparsity = 0f, BiasValue = -3f, Bias = true)]
        partial class Net;
        """);
}
