using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Initialization;

public sealed class XavierWithRectifierTests
{
    private const string Message =
        "Layer 2: XavierNormal gives σ = 0.144, but Relu passes half of the signal's power: expect ×0.667 per layer. Use HeNormal (σ = 0.177). "
        + "In this network it puts the gradient at layer 1 off by a factor of 1.22, which training gets over.";

    [Fact]
    public Task Says_what_the_layer_gives_and_needs() => Declared.FindsAsync(
        "LW2001",
        """
        [Layer(32, 64, Activation.Relu)]
        [Layer(64, 32, Activation.Relu, [|Init.XavierNormal|])]
        [Layer(32, 10, Activation.Softmax)]
        """,
        "Warning: " + Message);

    [Fact]
    public void Readme_shows_it() =>
        Assert.Contains($"LW2001: {Message}\n", File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);

    [Theory]
    [InlineData("LeakyRelu, init: [|Init.XavierUniform|], Slope = 0.2f", "LeakyRelu passes 52 % of the signal's power: expect ×0.52 per layer. Use HeUniform (σ = 0.173). In this network it puts the signal after layer 1 off by a factor of 1.39, which training gets over.")]
    [InlineData("Gelu, init: [|Init.XavierUniform|]", "Gelu passes 42.5 % of the signal's power: expect ×0.425 per layer. Use HeUniform (σ = 0.177). In this network it puts the signal after layer 1 off by a factor of 1.47, which training gets over.")]
    [InlineData("Elu, init: [|Init.XavierUniform|]", "Elu passes 64.5 % of the signal's power: expect ×0.645 per layer. Use HeUniform (σ = 0.177). In this network it puts the signal after layer 1 off by a factor of 1.14, which training gets over.")]
    [InlineData("Silu, init: [|Init.XavierUniform|]", "Silu passes 35.6 % of the signal's power: expect ×0.356 per layer. Use HeUniform (σ = 0.177). In this network it puts the signal after layer 1 off by a factor of 1.5, which training gets over.")]
    [InlineData("Softplus, init: [|Init.XavierUniform|]", "Softplus passes 29.3 % of the gradient's power: expect ×0.293 per layer. Use HeUniform (σ = 0.177). In this network that changes little.")]
    public Task Whole_family_of_rectifiers(string activation, string message) => Declared.FindsAsync(
        "LW2001",
        $"""
        [Layer(64, 64, activation: Activation.{activation})]
        [Layer(64, 10, Activation.Softmax)]
        """,
        "Warning: Layer 1: XavierUniform gives σ = 0.125, but " + message);

    [Fact]
    public async Task Depth_decides_what_it_costs()
    {
        foreach ((int count, string cost) in new[] { (1, "training gets over."), (6, "slows training."), (10, "may stall training.") })
        {
            await Declared.FindsAsync(
                "LW2001",
                DiagnosticSeverity.Warning,
                $"{Declared.Layers(count, "64, 64, Activation.Relu, Init.XavierNormal")}\n[Layer(64, 10, Activation.Softmax)]",
                cost);
        }
    }

    // A policy whose last layer starts at 0 hands no gradient on, which is no reason to say less of the signal.
    [Fact]
    public Task Output_of_zeros_hides_nothing() => Declared.FindsAsync(
        "LW2001",
        DiagnosticSeverity.Warning,
        $"{Declared.Layers(10, "64, 64, Activation.Relu, Init.XavierNormal")}\n[Layer(64, 10, Activation.Softmax, Init.Zeros)]",
        "may stall training.");

    [Fact]
    public Task Size_of_the_inputs_is_no_fault() => Declared.FindsAsync(
        "LW2001",
        DiagnosticSeverity.Warning,
        $"[Network(InputPower = 1e6f)]\n{Declared.Layers(10, "64, 64, Activation.Relu, Init.XavierNormal")}\n[Layer(64, 10, Activation.Softmax)]",
        "puts the signal after layer 10 off by a factor of 32, which may stall training.");

    [Fact]
    public Task Readme_network_is_a_warning() => Declared.FindsAsync(
        "LW2001",
        DiagnosticSeverity.Warning,
        $"""
        [Layer(64, 32, Activation.Relu, Init.XavierNormal)]
        [Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
        """);

    [Fact]
    public Task Output_layer_matters_less() => Declared.FindsAsync(
        "LW2001",
        DiagnosticSeverity.Info,
        $"""
        {Declared.Layers(10, "64, 64, Activation.Relu, Init.HeNormal")}
        [Layer(64, 64, Activation.Relu, Init.XavierNormal)]
        """);

    [Theory]
    [InlineData("784, 128, Activation.Relu, Init.XavierNormal")]
    [InlineData("64, 64, Activation.Relu, Init.HeNormal")]
    [InlineData("64, 64, Activation.Relu")]
    [InlineData("64, 64, Activation.Tanh, Init.XavierNormal")]
    [InlineData("64, 64, Activation.LeakyRelu, Init.XavierNormal, Slope = 0.9f")]
    [InlineData("64, 64, Activation.Relu, Init.XavierNormal, Gain = ActivationGain.Relu")]
    [InlineData("64, 64, Activation.Relu, Init.XavierNormal, BatchNormalization = true, Bias = false")]
    public Task Sound(string layer) => Declared.FindsNoneAsync("LW2001", $"[Layer({layer})]");

    [Fact]
    public Task Fix_keeps_the_family_and_the_trivia() => Declared.FixesAsync(
        "LW2001",
        """
        // Reads digits.
        [Layer(64, 64, Activation.Relu, /* why */ Init.XavierNormal /* because */)] // hidden
        [Layer(64, 64, init: Layerwise.Init.XavierUniform, activation: Activation.Gelu, Bias = false)]
        [Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
        """,
        """
        // Reads digits.
        [Layer(64, 64, Activation.Relu, /* why */ Init.HeNormal /* because */)] // hidden
        [Layer(64, 64, init: Layerwise.Init.HeUniform, activation: Activation.Gelu, Bias = false)]
        [Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
        """);
}
