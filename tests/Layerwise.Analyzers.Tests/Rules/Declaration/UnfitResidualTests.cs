using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UnfitResidualTests
{
    [Theory]
    [InlineData("[Layer(64, 32, Activation.Relu, Residual = [|true|])]", "Layer 1: Residual adds the 64 inputs of the layer to 32 outputs; make them as many, or write Projection = true, or remove Residual")]
    [InlineData(
        "[Layer(8, 6, Activation.Relu)]\n[Layer(6, 6, Activation.Relu, ResidualSpan = 2, Residual = [|true|])]",
        "Layer 2: Residual adds the 8 inputs of layer 1 to 6 outputs; make them as many, or write Projection = true, or remove Residual")]
    [InlineData(
        "[Input(8, 8, 3)]\n[Conv2D(3, 4, 3, Activation.Relu, Residual = [|true|])]\n[GlobalAveragePool]",
        "Layer 1: Residual adds the 8 × 8 × 3 inputs of the layer to 6 × 6 × 4 outputs; no projection leads from the positions of the one to those of the other; keep them with Padding = Padding.Same, or remove Residual")]
    [InlineData(
        "[Input(8, 8, 3)]\n[Conv2D(3, 4, 3, Activation.Relu, Stride = 2, Padding = Padding.Same, Residual = [|true|])]\n[GlobalAveragePool]",
        "Layer 1: Residual adds the 8 × 8 × 3 inputs of the layer to 4 × 4 × 4 outputs; make them as many, or write Projection = true, or remove Residual")]
    public Task Sizes_that_differ(string layers, string message) => Analysis.FindsOneAsync("LW1019", message, Program(layers));

    [Theory]
    [InlineData("[Layer(8, 8, Activation.Relu, Residual = true)]")]
    [InlineData("[Layer(8, 8, Activation.Relu, Residual = true, Repeat = 3)]")]
    [InlineData("[Layer(8, 6, Activation.Relu)]\n[Layer(6, 8, Activation.Relu, Residual = true, ResidualSpan = 2)]")]
    [InlineData("[Layer(8, 6, Activation.Relu, Residual = true, Projection = true)]")]
    [InlineData("[Layer(8, 6, Activation.Relu)]\n[Layer(6, 4, Activation.Relu, Residual = true, ResidualSpan = 2, Projection = true)]")]
    [InlineData("[Layer(8, 6, Activation.Relu, Residual = false)]")]
    [InlineData("[Layer(0, 6, Activation.Relu, Residual = true)]")]
    public Task Sizes_that_fit_or_another_fault(string layers) => Analysis.FindsNoneAsync("LW1019", Program(layers));

    [Fact]
    public Task A_span_beyond_the_first_layer() => Analysis.FindsOneAsync(
        "LW1008",
        "Layer 2: ResidualSpan is 3; it must be at least 1 and at most 2, as there are that many layers up to this one",
        Program("[Layer(8, 8, Activation.Relu)]\n[Layer(8, 8, Activation.Relu, Residual = true, ResidualSpan = [|3|])]"));

    [Fact]
    public Task A_span_around_what_is_before_the_first_layer() => Analysis.FindsOneAsync(
        "LW1008",
        "Layer 1: ResidualSpan is 2; it must be 1, as there is no layer before this one",
        Program("[Layer(8, 8, Activation.Relu, Residual = true, ResidualSpan = [|2|])]"));

    [Fact]
    public Task A_block_is_not_repeated_by_its_last_layer() => Analysis.FindsOneAsync(
        "LW1018",
        "Layer 2: Repeat is 3, but its residual connection goes around several layers, and only this one would be repeated; write the layers of each block out",
        Program("[Layer(8, 8, Activation.Relu)]\n[Layer(8, 8, Activation.Relu, Residual = true, ResidualSpan = 2, Repeat = [|3|])]"));

    [Theory]
    [InlineData("ResidualSpan = [|1|]", "ResidualSpan has no effect, because the layer has no residual connection; remove it, or write Residual = true")]
    [InlineData("Order = [|LayerOrder.LinearAddActivate|]", "Order has no effect, because without a residual connection nothing is added; remove it, or write Residual = true")]
    public Task Options_without_a_connection(string option, string message) =>
        Analysis.FindsOneAsync("LW1014", "Layer 1: " + message, Program($"[Layer(8, 8, Activation.Relu, {option})]"));

    [Fact]
    public Task The_connection_goes_with_its_span() => CodeFixing.FixesFirstAsync(
        new AttributeArgumentCodeFix(),
        nameof(AttributeArgumentCodeFix),
        Program("[Layer(8, 6, Activation.Relu)]\n[Layer(6, 6, Activation.Relu, Residual = true, ResidualSpan = 2)]"),
        Program("[Layer(8, 6, Activation.Relu)]\n[Layer(6, 6, Activation.Relu)]"));

    private static string Program(string layers) => $"using Layerwise;\n\n{layers}\npartial class Net;\n";
}
