using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UnfitHeadTests
{
    private const string Shared = "[Layer(8, 16, Activation.Tanh)]\n";
    private const string Policy = "[Output(\"Policy\", 16, 4, Activation.Softmax)]\n";

    [Theory]
    [InlineData(Shared + "[Output([|\"2\"|], 16, 4, Activation.Softmax)]", "Output: '2' is no C# identifier, and generated members are called by it; write a name like \"Policy\" or \"State\"")]
    [InlineData(Shared + "[Output([|\"class\"|], 16, 4, Activation.Softmax)]", "Output: 'class' is no C# identifier, and generated members are called by it; write a name like \"Policy\" or \"State\"")]
    [InlineData(
        Shared + Policy + "[Output([|\"Poli\\u200Dcy\"|], 16, 1, Activation.Tanh)]",
        "Output: 'Policy' is written with a character that cannot be seen, of which C# takes no notice; write it without that")]
    [InlineData(Shared + "[Output([|\"a\\nb\"|], 16, 4, Activation.Softmax)]", "Output: 'a b' is no C# identifier, and generated members are called by it; write a name like \"Policy\" or \"State\"")]
    [InlineData(Shared + Policy + "[Output([|\"Policy\"|], 16, 1, Activation.Tanh)]", "Output: another output or input is called 'Policy' too; give each a name of its own")]
    [InlineData(Shared + Policy + "[Output([|\"policy\"|], 16, 1, Activation.Tanh)]", "Output: another output or input is called 'policy' too; give each a name of its own")]
    [InlineData(
        Shared + Policy + "[Output([|\"PolicySize\"|], 16, 1, Activation.Tanh)]",
        "Output: another output or input has a member 'PolicySize', and this one needs it too; write another name")]
    [InlineData(
        Shared + "[Output([|\"input\"|], 16, 1, Activation.Tanh)]",
        "Output: the generator adds a member 'InputSize' to every network, and another member of that name for this one; write another name")]
    [InlineData(
        Shared + "[Output([|\"Forward\"|], 16, 1, Activation.Tanh)]",
        "Output: the generator adds a member 'Forward' to every network, and another member of that name for this one; write another name")]
    [InlineData(
        Shared + "[Output([|\"Output\"|], 16, 1, Activation.Tanh)]",
        "Output: the generator adds a member 'OutputSize' to every network, and another member of that name for this one; write another name")]
    [InlineData(
        Shared + "[Layer(16, 16, Activation.Tanh, Head = [|\"Worth\"|])]\n" + Policy,
        "Layer 2: no output is called 'Worth'; write [Output(\"Worth\", ...)] below it, or remove Head")]
    [InlineData(
        Shared + "[Layer(16, 16, Activation.Tanh, Head = [|\"Value\"|])]\n" + Policy + "[Output(\"Value\", 16, 1, Activation.Identity)]",
        "Layer 2: its Head is 'Value', but what stands below it is not of that output; write the layers of an output directly above its [Output] attribute")]
    [InlineData(
        Shared + "[Output([|\"Policy\"|], 16, 4, Activation.Softmax)]\n[Layer(16, 16, Activation.Tanh)]\n[Output(\"Value\", 16, 1, Activation.Identity)]",
        "Layer 2: layer 3 behind it leads to no output; write all layers that outputs share above those of the first output, and say Head where a layer leads to one alone")]
    [InlineData(Shared + "[Output(\"Policy\", 16, 4, Activation.Softmax, Head = [|\"Policy\"|])]", "Layer 2: an output has a name, and Head is for the layers above it; remove Head")]
    [InlineData(Shared + "[Output(\"Policy\", 16, 16, Activation.Tanh, Repeat = [|2|])]", "Layer 2: an output is one layer; remove Repeat")]
    [InlineData(
        "[Output([|\"Policy\"|], 8, 4, Activation.Softmax)]\n[Output(\"Value\", 8, 1, Activation.Identity)]",
        "Layer 1: the outputs share no layer; write a layer above them that has no Head, or make each a network of its own")]
    [InlineData(Shared + Policy + "[Network(Loss = [|Loss.CrossEntropy|])]", "Network: each output has a loss of its own; write Loss into its [Output] attribute")]
    [InlineData(
        Shared + Policy + "[Output(\"Value\", 16, 16, Activation.Tanh, Residual = true, ResidualSpan = [|2|])]",
        "Layer 3: its residual connection begins before the layers that lead to 'Value' alone; make ResidualSpan smaller")]
    public Task What_cannot_be(string attributes, string message) => Analysis.FindsOneAsync("LW1021", message, Program(attributes));

    // What pooling without a Head leaves to the output is not said beside it.
    [Theory]
    [InlineData("[Conv2D(4, 8, 3, Activation.Relu, Head = [|\"Value\"|])]\n[GlobalAveragePool]\n[Output(\"Value\", 8, 1, Activation.Identity)]")]
    [InlineData("[Conv2D(4, 8, 3, Activation.Relu, Head = [|\"Value\"|])]\n[MaxPool2D(2)]\n[Conv2D(8, 8, 3, Activation.Relu, Head = \"Value\")]\n[GlobalAveragePool(Head = \"Value\")]\n[Output(\"Value\", 8, 1, Activation.Identity)]")]
    public async Task One_fault_is_one_error(string attributes)
    {
        var source = MarkedText.Parse(Program($"[Input(12, 12, 1)]\n[Conv2D(1, 4, 3, Activation.Relu)]\n{attributes}"));
        Diagnostic fault = Assert.Single(await Analysis.RunAsync(Compilations.Of(source.Text)), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal("LW1021", fault.Id);
        Assert.Equal(Assert.Single(source.Spans), fault.Location.SourceSpan);
    }

    [Theory]
    [InlineData(Shared + Policy)]
    [InlineData("[Output(\"Policy\", 8, 4, Activation.Softmax)]")]
    [InlineData(Shared + Policy + "[Layer(16, 16, Activation.Tanh, Head = \"Value\", Repeat = 2)]\n[Output(\"Value\", 16, 16, Activation.Tanh, Residual = true)]\n[Network(InputPower = 2f)]")]
    [InlineData("[Layer(16, 16, Activation.Tanh)]\n[Output(\"Only\", 16, 16, Activation.Tanh, Residual = true, ResidualSpan = 2)]")]
    public Task What_can(string attributes) => Analysis.FindsNoneAsync("LW1021", Program(attributes));

    [Fact]
    public Task An_output_takes_what_the_shared_layers_make() => Analysis.FindsOneAsync(
        "LW1007",
        "Layer 3: fanIn is 4, but layer 1 has a fanOut of 16; make them equal",
        Program(Shared + Policy + "[Output(\"Value\", [|4|], 1, Activation.Identity)]"));

    [Fact]
    public Task An_option_of_an_output_is_that_outputs() => Analysis.FindsOneAsync(
        "LW1008",
        "Output 'Policy': LossWeight is -1; it must be finite and at least 0",
        Program(Shared + "[Output(\"Policy\", 16, 4, Activation.Softmax, LossWeight = [|-1f|])]"));

    [Fact]
    public Task A_member_has_the_name_of_an_output() => Analysis.FindsOneAsync(
        "LW1010",
        "The generator adds a member 'Policy' to 'Net', but that name is already taken; rename the one that has it",
        $"using Layerwise;\n\n{Shared}{Policy}partial class Net\n{{\n    public int [|Policy|] => 3;\n}}\n");

    private static string Program(string attributes) => $"using Layerwise;\n\n{attributes}\npartial class Net;\n";
}
