using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class UnsuitableScaleTests
{
    [Fact]
    public Task Signal_starves() => Declared.FindsAsync(
        "LW2008",
        """
        [Layer(64, 64, Activation.Tanh, Init.RandomNormal, InitScale = [|0.01f|])]
        [Layer(64, 64, Activation.Relu, [|Init.RandomNormal|])]
        [Layer(64, 2, Activation.Identity, Init.RandomNormal, InitScale = 0.01f)]
        """,
        "Warning: Layer 1: RandomNormal gives σ = 0.01, 12.5 times too small for 64 inputs into Tanh, so the signal fades: the activations have a variance of 0.00632 in place of 0.394. Use XavierNormal (σ = 0.125). In this network it puts the gradient at layer 1 off by a factor of 61.5, which may stall training.",
        "Warning: Layer 2: RandomNormal gives σ = 0.05, 3.54 times too small for 64 inputs into Relu, so the signal fades: the activations have a variance of 0.0545 in place of 0.682. Use HeNormal (σ = 0.177). In this network it puts the gradient at layer 1 off by a factor of 61.5, which may stall training.");

    // Variances of φ(z) for a Gaussian z, of the declared weights and of those that the message names.
    [Theory]
    [InlineData("LW2008", "64, 4", "Sigmoid", "0.05f", "0.00928", "0.066")]
    [InlineData("LW2008", "1, 64", "HardSigmoid", "0.05f", "6.94·10⁻⁵", "0.000855")]
    [InlineData("LW2008", "1000, 6", "Tanh", "0.02f", "0.239", "0.519")]
    [InlineData("LW2008", "100, 100", "Softplus", "0.05f", "0.0642", "0.567")]
    [InlineData("LW2008", "100, 100", "Mish", "0.05f", "0.0956", "0.781")]
    [InlineData("LW2009", "6, 1000", "Identity", "0.1f", "0.06", "0.0119")]
    [InlineData("LW2009", "64, 64", "Sigmoid", "0.28f", "0.109", "0.0434")]
    [InlineData("LW2009", "64, 64", "Gelu", "0.5f", "5.56", "0.71")]
    public async Task Numbers_agree_with_what_is_said(string id, string fans, string activation, string scale, string found, string wanted)
    {
        string source = $"using Layerwise;\n[Layer({fans}, Activation.{activation}, Init.RandomNormal, InitScale = {scale})]\n[Layer({fans.Split(',')[1]}, 3, Activation.Softmax)]\npartial class Net;\n";
        string message = Assert.Single(await Analysis.RunAsync(id, source)).GetMessage(CultureInfo.InvariantCulture);
        string inputs = fans.Split(',')[0] is var count && count == "1" ? "1 input" : $"{count} inputs";
        Assert.Contains($" for {inputs} into {activation}, so the signal {(id == "LW2008" ? "fades" : "grows")}: the activations have a variance of {found} in place of {wanted}. ", message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Single_hidden_layer_can_live_with_it() => Declared.FindsAsync(
        "LW2008",
        DiagnosticSeverity.Info,
        """
        [Layer(64, 64, Activation.Relu, Init.RandomNormal)]
        [Layer(64, 2, Activation.Identity)]
        """);

    [Fact]
    public Task Signal_explodes() => Declared.FindsAsync(
        "LW2009",
        """
        [Layer(64, 64, Activation.Relu, Init.RandomNormal, InitScale = [|1|])]
        [Layer(64, 2, Activation.Identity, Init.RandomUniform, InitScale = [|1|])]
        """,
        "Info: Layer 1: RandomNormal gives σ = 1, 5.66 times too large for 64 inputs into Relu, so the signal grows: the activations have a variance of 21.8 in place of 0.682. Use HeNormal (σ = 0.177). In this network it puts the signal after layer 1 off by a factor of 5.66, which slows training.",
        "Info: Layer 2: RandomUniform gives σ = 0.577, 3.32 times too large for 64 inputs into Identity, so the first outputs have a standard deviation of 4.62. Use XavierUniform (σ = 0.174).");

    [Fact]
    public Task Two_layers_that_explode() => Declared.FindsAsync(
        "LW2009",
        DiagnosticSeverity.Warning,
        $"""
        {Declared.Layers(2, "64, 64, Activation.Relu, Init.RandomNormal, InitScale = 1")}
        [Layer(64, 2, Activation.Identity)]
        """);

    [Fact]
    public Task Units_saturate() => Declared.FindsAsync(
        "LW2009",
        """
        [Layer(64, 64, Activation.Tanh, Init.RandomNormal, InitScale = [|1|])]
        [Layer(64, 2, Activation.Softmax, Init.RandomNormal, InitScale = [|3|])]
        """,
        "Warning: Layer 1: RandomNormal gives σ = 1, 8 times too large for 64 inputs into Tanh, so 70.8 % of the units are saturated, with less than a hundredth of the largest slope. Use XavierNormal (σ = 0.125).",
        "Warning: Layer 2: RandomNormal gives σ = 3, 17.2 times too large for 64 inputs into Softmax, so the first answers are confident and wrong (z has a standard deviation of 24). Use XavierNormal (σ = 0.174).");

    [Fact]
    public Task Zeros_and_cuts_count() => Declared.FindsAsync(
        "LW2009",
        """
        [Layer(64, 64, Activation.Tanh, Init.Sparse, InitScale = [|0.3f|])]
        [Layer(64, 64, Activation.Tanh, Init.TruncatedNormal, InitScale = [|0.3f|])]
        [Layer(64, 64, Activation.Tanh, Init.Sparse, InitScale = 0.3f, Sparsity = 0.5f)]
        [Layer(64, 64, Activation.Tanh, Init.TruncatedNormal, InitScale = 0.25f)]
        [Layer(64, 2, Activation.Softmax)]
        """,
        "Info: Layer 1: Sparse gives σ = 0.283, 2.26 times too large for 64 inputs into Tanh, so 18.6 % of the units are saturated, with less than a hundredth of the largest slope. Use XavierNormal (σ = 0.125).",
        "Info: Layer 2: TruncatedNormal gives σ = 0.264, 2.11 times too large for 64 inputs into Tanh, so 15.6 % of the units are saturated, with less than a hundredth of the largest slope. Use XavierNormal (σ = 0.125).");

    // Each layer misses by a third of the variance, which one gets over: a thousandth of the signal is left by twelve.
    [Theory]
    [InlineData("LW2008", "100, 100, Activation.Tanh, Init.RandomNormal, InitScale = 0.055f", 12)]
    [InlineData("LW2008", "64, 64, Activation.Relu, Init.RandomUniform, InitScale = 0.18f", 12)]
    [InlineData("LW2008", "64, 64, Activation.Identity, Init.TruncatedNormal, InitScale = 0.09f", 11)]
    [InlineData("LW2009", "64, 64, Activation.Relu, Init.RandomNormal, InitScale = 0.3f", 12)]
    public async Task Depth_counts(string id, string layer, int count)
    {
        await Declared.FindsAsync(id, DiagnosticSeverity.Warning, $"{Declared.Layers(count, layer)}\n[Layer({layer.Split(',')[1]}, 4, Activation.Softmax)]");
        await Declared.FindsNoneAsync(id, $"{Declared.Layers(2, layer)}\n[Layer({layer.Split(',')[1]}, 4, Activation.Softmax)]");
    }

    // What saturates or collapses needs the same power of its weights as what rectifies: a hundredth of it is a warning for all of them.
    [Theory]
    [InlineData("LW2008", "Tanh")]
    [InlineData("LW2008", "Sigmoid")]
    [InlineData("LW2008", "Softsign")]
    [InlineData("LW2008", "Relu")]
    [InlineData("LW2008", "Gelu")]
    [InlineData("LW2008", "Elu")]
    [InlineData("LW2004", "Selu")]
    public Task Same_fault_has_the_same_level(string id, string activation) => Declared.FindsAsync(
        id,
        DiagnosticSeverity.Warning,
        $"""
        [Layer(6, 12, Activation.{activation}, Init.RandomNormal, InitScale = 0.04f)]
        [Layer(12, 3, Activation.Softmax)]
        """);

    [Fact]
    public Task What_others_give_back_is_not_counted() => Declared.FindsNoneAsync(
        "LW2008",
        $"""
        {string.Join('\n', Enumerable.Repeat("[Layer(64, 64, Activation.Identity, Init.RandomNormal, InitScale = 0.09f)]\n[Layer(64, 64, Activation.Identity, Init.RandomNormal, InitScale = 0.17f)]", 6))}
        [Layer(64, 4, Activation.Softmax)]
        """);

    [Theory]
    [InlineData("784, 64, Activation.Relu, Init.RandomNormal")]
    [InlineData("784, 64, Activation.Relu, Init.TruncatedNormal, InitScale = 0.1f")]
    [InlineData("64, 64, Activation.Tanh, Init.RandomUniform, InitScale = 0.2f")]
    [InlineData("64, 64, Activation.Tanh, Init.RandomNormal, InitScale = 1, BatchNormalization = true, Bias = false")]
    [InlineData("64, 64, Activation.Selu, Init.RandomNormal, InitScale = 1")]
    [InlineData("64, 64, Activation.Tanh, Init.XavierNormal")]
    public async Task Scale_that_suits_or_is_forgiven(string layer)
    {
        string attributes = $"""
            [Layer({layer})]
            [Layer(64, 10, Activation.Softmax, Init.RandomNormal, InitScale = 0.001f)]
            """;
        await Declared.FindsNoneAsync("LW2008", attributes);
        await Declared.FindsNoneAsync("LW2009", attributes);
    }

    [Theory]
    [InlineData("LW2008", "0.001f")]
    [InlineData("LW2009", "5f")]
    public Task Fix(string id, string scale) => Declared.FixesAsync(
        id,
        $"""
        [Layer(64, 64, Activation.Relu, Init.RandomNormal, InitScale = {scale}, Bias = false)]
        [Layer(64, 64, Activation.Tanh, Init.RandomUniform, InitScale = {scale})]
        [Layer(64, 10, Activation.Softmax)]
        """,
        $"""
        [Layer(64, 64, Activation.Relu, Init.HeNormal, Bias = false)]
        [Layer(64, 64, Activation.Tanh, Init.XavierUniform)]
        [Layer(64, 10, Activation.Softmax)]
        """);
}
