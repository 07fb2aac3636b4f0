using System.Collections.Immutable;
using System.Globalization;
using Layerwise.Analyzers.Networks;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>Layers in a row with the same fault are one diagnostic and one light bulb.</summary>
public sealed class NeighboursTests
{
    private const string Starved = "XavierNormal gives σ = 0.125, but Relu passes half of the signal's power: expect ×0.5 per layer. Use HeNormal (σ = 0.177).";

    [Fact]
    public Task Neighbours_are_named_at_the_first() => Declared.FindsAsync(
        "LW2001",
        "[Layer(64, 64, Activation.Tanh)][Layer(64, 64, Activation.Relu, [|Init.XavierNormal|])][Layer(64, 64, Activation.Relu, Init.XavierNormal)][Layer(64, 4, Activation.Softmax)]",
        $"Warning: Layers 2 and 3: {Starved} In this network it puts the gradient at layer 1 off by a factor of 2, which training gets over.");

    [Fact]
    public Task Numbers_that_differ_are_a_range() => Declared.FindsAsync(
        "LW3012",
        "[Layer(64, 64, Activation.Selu, Dropout = [|0.2f|])][Layer(64, 64, Activation.Selu, Dropout = 0.5f)][Layer(64, 64, Activation.Selu, Dropout = 0.2f)][Layer(64, 4, Activation.Softmax)]",
        "Warning: Layers 1 to 3: Selu keeps its outputs at mean 0 and variance 1, but a dropout of 0.2 to 0.5 makes the variance 1.25 to 2; remove the dropout, or use Relu");

    [Fact]
    public Task Layers_apart_and_other_remedies_are_other_diagnostics() => Declared.FindsAsync(
        "LW3012",
        "[Layer(64, 64, Activation.Selu, Dropout = [|0.2f|])][Layer(64, 64, Activation.Selu)][Layer(64, 64, Activation.Selu, Dropout = [|0.2f|])][Layer(64, 4, Activation.Softmax)]",
        "Warning: Layer 1: Selu keeps its outputs at mean 0 and variance 1, but a dropout of 0.2 makes the variance 1.25; remove the dropout, or use Relu",
        "Warning: Layer 3: Selu keeps its outputs at mean 0 and variance 1, but a dropout of 0.2 makes the variance 1.25; remove the dropout, or use Relu");

    [Fact]
    public async Task The_others_are_places_of_the_diagnostic()
    {
        Diagnostic diagnostic = Assert.Single(await Analysis.RunAsync("LW3014", Program("[Layer(1, 1, Activation.Relu)]\n[Layer(1, 1, Activation.Relu)]\n[Layer(1, 4, Activation.Softmax)]")));
        Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal([3], diagnostic.AdditionalLocations.Select(static place => place.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public async Task One_light_bulb_repairs_all_and_says_so()
    {
        const string layer = "[Layer(64, 64, Activation.Relu, Init.XavierNormal)]\n";
        CodeFixing.Offer offer = Assert.Single(await CodeFixing.OffersAsync(Program(layer + layer + layer + "[Layer(64, 4, Activation.Softmax)]")));
        Assert.Equal("Use Init.HeNormal on layers 1 to 3", offer.Title);
        Assert.DoesNotContain("Xavier", offer.Text, StringComparison.Ordinal);
    }

    // A pragma excuses the layers that it stands around, and no others.
    [Fact]
    public async Task A_pragma_parts_them()
    {
        const string layer = "[Layer(64, 64, Activation.Relu, Init.XavierNormal)]\n";
        ImmutableArray<Diagnostic> found = await Analysis.RunAsync(
            "LW2001", Program($"{layer}#pragma warning disable LW2001\n{layer}#pragma warning restore LW2001\n{layer}[Layer(64, 4, Activation.Softmax)]"));
        Assert.Equal(["Layer 1", "Layer 3"], found.Where(static diagnostic => !diagnostic.IsSuppressed).Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)[..7]));
    }

    [Fact]
    public async Task A_repeated_layer_is_repaired_on_its_line()
    {
        IReadOnlyList<CodeFixing.Offer> offers = await CodeFixing.OffersAsync(
            Program("[Layer(64, 64, Activation.Tanh)]\n[Layer(64, 64, Activation.Relu, Init.XavierNormal, Repeat = 3)]\n[Layer(64, 4, Activation.Softmax)]"));
        CodeFixing.Offer offer = Assert.Single(offers);
        Assert.StartsWith("Layers 2 to 4: XavierNormal", offer.Diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("Use Init.HeNormal on layers 2 to 4", offer.Title);
        Assert.Equal(Program("[Layer(64, 64, Activation.Tanh)]\n[Layer(64, 64, Activation.Relu, Init.HeNormal, Repeat = 3)]\n[Layer(64, 4, Activation.Softmax)]"), offer.Text);
    }

    [Fact]
    public async Task A_forecast_is_repaired_on_the_line_of_all()
    {
        IReadOnlyList<CodeFixing.Offer> offers = await CodeFixing.OffersAsync(
            Program("[Layer(64, 64, Activation.Relu, Init.XavierNormal, Repeat = 29)]\n[Layer(64, 4, Activation.Softmax)]"));
        CodeFixing.Offer offer = Assert.Single(offers, static offer => offer.Diagnostic.Id == "LW5001");
        Assert.Equal("Write Init.HeNormal on layers 1 to 29", offer.Title);
        Assert.Equal(Program("[Layer(64, 64, Activation.Relu, Init.HeNormal, Repeat = 29)]\n[Layer(64, 4, Activation.Softmax)]"), offer.Text);
    }

    // Numbers of an error are those that were written: only what is the same is said of several.
    [Fact]
    public async Task Faults_of_neighbours_are_one_error()
    {
        const string layer = "[Layer(4, 4, Activation.Tanh, Dropout = 20)]\n";
        string program = Program($"[Layer(4, 4, Activation.Tanh, Dropout = 20, Repeat = 3)]\n{layer}[Layer(4, 4, Activation.Tanh, Dropout = 30)]\n{layer}");
        Assert.Equal(
            [
                "Layers 1 to 4: Dropout is 20; it must be at least 0 and less than 1",
                "Layer 5: Dropout is 30; it must be at least 0 and less than 1",
                "Layer 6: Dropout is 20; it must be at least 0 and less than 1",
            ],
            (await Analysis.RunAsync("LW1008", program)).Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));

        CodeFixing.Offer offer = (await CodeFixing.OffersAsync(program))[0];
        Assert.Equal("Write Dropout = 0.2f on layers 1 to 4", offer.Title);
        Assert.Equal(1, offer.Text.Split("Dropout = 20").Length - 1);
    }

    // Found by looking at all layers together, one by one.
    [Fact]
    public Task What_a_sequence_cannot_have_is_said_of_all_layers_at_once() => Analysis.FindsOneAsync(
        "LW1023",
        "Layers 1 to 5: the network goes step by step, and its steps are no samples of a batch; write LayerNormalization = true",
        Program("""
            [Network(Streaming = true)]
            [Input(64, 4)]
            [Conv1D(4, 4, 3, Activation.Tanh, Padding = Padding.Causal, BatchNormalization = [|true|], Repeat = 3)]
            [Layer(4, 4, Activation.Tanh, BatchNormalization = true, Repeat = 2)]
            """));

    [Fact]
    public async Task Several_faults_of_each_are_as_many_errors() => Assert.Equal(
        ["Layers 1 and 2: Dropout is 2; it must be at least 0 and less than 1", "Layers 1 to 3: Gain is -1; it must be finite and greater than 0"],
        (await Analysis.RunAsync("LW1008", Program("[Layer(4, 4, Activation.Tanh, Dropout = 2, Gain = -1, Repeat = 2)]\n[Layer(4, 4, Activation.Tanh, Gain = -1)]")))
            .Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));

    [Fact]
    public async Task Several_warnings_of_each_are_as_many() => Assert.Equal(
        [
            "Layers 1 to 3: Slope has no effect, because the activation is Tanh; remove it, or write Activation.LeakyRelu, Elu or PRelu",
            "Layers 1 to 3: Sparsity has no effect, because the initializer is XavierUniform; remove it, or write Init.Sparse",
        ],
        (await Analysis.RunAsync("LW1014", Program("[Layer(4, 4, Activation.Tanh, Slope = 0.1f, Sparsity = 0.1f, Repeat = 2)]\n[Layer(4, 4, Activation.Tanh, Slope = 0.1f, Sparsity = 0.1f)]")))
            .Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));

    // The dropout of the last layer is one line with that of the layers before, which may keep theirs.
    [Fact]
    public async Task What_one_layer_of_a_line_wants_is_said_and_left_to_the_user()
    {
        string program = Program("[Layer(8, 8, Activation.Identity, Dropout = 0.2f, Repeat = 3)]");
        Diagnostic diagnostic = Assert.Single(await Analysis.RunAsync("LW3009", program));
        Assert.StartsWith("Layer 3: ", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain(await CodeFixing.OffersAsync(program), static offer => offer.Diagnostic.Id == "LW3009");
    }

    [Theory]
    [InlineData("σ = 0.1", "σ = 0.2", "σ = 0.1 to 0.2")]
    [InlineData("10 of 20", "10 of 5", "10 of 5 to 20")]
    [InlineData("-9", "-60", "-60 to -9")]
    [InlineData("1.5·10⁻⁵", "2·10⁻⁶", "2·10⁻⁶ to 1.5·10⁻⁵")]
    [InlineData("Relu6", "Relu6", "Relu6")]
    public void A_range_goes_from_the_least_to_the_largest(string one, string other, string range)
    {
        Assert.True(NumberRange.AreAlike(one, other));
        Assert.Equal(range, NumberRange.Of([one, other]));
    }

    [Theory]
    [InlineData("1 input", "2 inputs")]
    [InlineData("Relu", "Relu6")]
    public void Words_that_differ_are_no_range(string one, string other) => Assert.False(NumberRange.AreAlike(one, other));

    private static string Program(string layers) => $"using Layerwise;\n\n{layers}\npartial class Net;\n";
}
