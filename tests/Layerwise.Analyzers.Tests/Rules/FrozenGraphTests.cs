using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Layerwise.Analyzers.Rules;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>LW1030 to LW1032 for ONNX files, which say themselves which layers they have.</summary>
public sealed class FrozenGraphTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Files = Read("spelled.json");

    // Of the outputs action and value.
    private static readonly byte[] WithHeads = Read("heads.json")["action.opset13"];

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-rules-").FullName;

    [Fact]
    public async Task A_file_of_dense_layers_is_not_spoken_of() => Assert.Empty(await RunAsync("[Frozen(\"net.onnx\")]", Files["gelu.opset20"]));

    [Fact]
    public Task A_file_that_the_project_does_not_have() => FindsAsync(
        "LW1030", "'other.onnx' is not among the project's weights; add <FrozenWeights Include=\"other.onnx\" /> to the project file", "[Frozen(\"other.onnx\")]", "\"other.onnx\"", []);

    [Fact]
    public Task An_operation_that_is_none_of_this_library() => FindsAsync(
        "LW1031",
        "'net.onnx' cannot be frozen into 'Net': Node 'Relu_3' (Ceil): this operation is not read. "
        + "A file is read that is a chain of dense layers, convolutions and pooling, or of recurrent layers and causal convolutions: Gemm or MatMul and Add, Conv and Pad, MaxPool, AveragePool, "
        + "GlobalAveragePool, GRU, LSTM and RNN, BatchNormalization, LayerNormalization, GroupNormalization, InstanceNormalization and RMSNormalization, the activations of this "
        + "library in any spelling, Add of what goes "
        + "around layers, as it is or through a product, Split and Slice of samples, Concat of all inputs or of branches that are alike, and nodes that change nothing.",
        "[Frozen(\"net.onnx\")]",
        "\"net.onnx\"",
        WithCeiling());

    [Fact]
    public Task A_file_of_another_kind() => FindsAsync(
        "LW1031",
        "'net.onnx' cannot be frozen into 'Net': The file is no valid ONNX file: at byte 2 of 3 there is a field of 2 bytes, of which 1 are left.",
        "[Frozen(\"net.onnx\")]",
        "\"net.onnx\"",
        [10, 2, 3]);

    [Fact]
    public Task An_output_that_the_file_does_not_have() => FindsAsync(
        "LW1031",
        "'net.onnx' cannot be frozen into 'Net': The file has no value 'action'. Its outputs are 'output'.",
        "[Frozen(\"net.onnx\", Output = \"action\")]",
        "\"net.onnx\"",
        Files["relu.constants"]);

    [Theory]
    [InlineData("Layer(3, 2, Activation.Relu)", "it has 2 layers, and the class declares 1")]
    [InlineData("Layer(3, 5, Activation.Relu), Layer(5, 2, Activation.Tanh)", "its layer 2 is [Layer(5, 2, Activation.Identity)]")]
    [InlineData("Layer(3, 5, Activation.Relu, Bias = false), Layer(5, 2, Activation.Identity)", "its layer 1 is [Layer(3, 5, Activation.Relu)]")]
    public Task Layers_beside_it_are_compared(string layers, string reason) => FindsAsync(
        "LW1031",
        $"'net.onnx' cannot be frozen into 'Net': {reason}",
        $"[Frozen(\"net.onnx\"), {layers}]",
        "\"net.onnx\"",
        Files["relu.constants"]);

    [Theory]
    [InlineData("Input(9, 3), Gru(3, 5), Layer(5, 2, Activation.Tanh)", null)]
    [InlineData("Input(9, 3), Lstm(3, 5), Layer(5, 2, Activation.Tanh)", "its layer 1 is [Gru(3, 5)]")]
    [InlineData(
        "Input(9, 3), Gru(3, 5, LastStepOnly = true), Layer(5, 2, Activation.Tanh)",
        "it has an answer to each step, and the class to the last one alone; declare it without LastStepOnly")]
    public async Task Recurrent_layers_beside_it_are_compared(string layers, string? reason)
    {
        string attributes = $"[Frozen(\"net.onnx\"), {layers}]";
        byte[] file = Read("recurrent.json")["torch-gru"];
        if (reason is null) Assert.Empty(await RunAsync(attributes, file));
        else await FindsAsync("LW1031", $"'net.onnx' cannot be frozen into 'Net': {reason}", attributes, "\"net.onnx\"", file);
    }

    [Theory]
    [InlineData("Network(Streaming = true)", "Layer(6, 2, Activation.Identity)", null)]
    [InlineData("Network(Streaming = true)", "Conv1D(6, 2, 1, Activation.Identity)", null)]
    [InlineData("Network(Streaming = true)", "Conv1D(6, 2, 2, Activation.Identity, Padding = Padding.Causal)", "its layer 3 is [Layer(6, 2, Activation.Identity)]")]
    [InlineData(
        "Network(Streaming = false)",
        "Conv1D(6, 2, 1, Activation.Identity)",
        "its convolutions go step by step, and those of the class over whole signals; write [Network(Streaming = true)] above its layers")]
    public async Task Convolutions_over_steps_beside_it_are_compared(string network, string last, string? reason)
    {
        string attributes = $"""
            [Frozen("net.onnx"), {network}, Input(9, 3), Conv1D(3, 4, 3, Activation.Relu, Padding = Padding.Causal),
            Conv1D(4, 6, 2, Activation.Tanh, Padding = Padding.Causal, Dilation = 3, Groups = 2, Residual = true, Projection = true), {last}]
            """;
        byte[] file = Read("recurrent.json")["torch-tcn"];
        if (reason is null) Assert.Empty(await RunAsync(attributes, file));
        else await FindsAsync("LW1031", $"'net.onnx' cannot be frozen into 'Net': {reason}", attributes, "\"net.onnx\"", file);
    }

    // No layer of this library hands on what a convolution makes of the last step alone.
    [Fact]
    public Task The_last_step_behind_a_convolution() => FindsAsync(
        "LW1031",
        "'net.onnx' cannot be frozen into 'Net': it hands on the last step alone behind a convolution; expected a recurrent layer there, or an answer to each step, of which a program takes the last",
        "[Frozen(\"net.onnx\")]",
        "\"net.onnx\"",
        Read("recurrent.json")["torch-tcn-last"]);

    [Fact]
    public async Task Layers_that_are_those_of_the_file_are_not_spoken_of() => Assert.Empty(
        await RunAsync("[Frozen(\"net.onnx\"), Layer(3, 5, Activation.PRelu, Dropout = 0.1f), Layer(5, 2, Activation.Identity)]", Files["relu.constants"]));

    [Fact]
    public async Task Slopes_of_units_are_declared()
    {
        const string Layers = "[Frozen(\"net.onnx\"), Layer(3, 5, Activation.PRelu, SlopePerUnit = true), Layer(5, 2, Activation.Identity)]";
        Assert.Empty(await RunAsync(Layers, Files["prelu-per-unit.keras"]));
        await FindsAsync(
            "LW1031",
            "'net.onnx' cannot be frozen into 'Net': its layer 1 is [Layer(3, 5, Activation.PRelu, SlopePerUnit = true)]",
            Layers.Replace(", SlopePerUnit = true", "", StringComparison.Ordinal),
            "\"net.onnx\"",
            Files["prelu-per-unit.keras"]);
    }

    [Theory]
    [InlineData("action", "")]
    [InlineData("public", "")]
    [InlineData("A_\u00e9.:", "")]
    [InlineData("output", "its output 'output' would be called Output, and the generator adds a member 'OutputSize' to every network, and another member of that name for this one; write another name")]
    [InlineData("value_", "its output 'value' would be called Value, and another output or input is called 'Value' too; give each a name of its own")]
    [InlineData("___net", "its output '___net' would be called Net, and the class has 'Net' already")]
    [InlineData("is_any", "its output 'is_any' would be called IsAny, and the class has 'IsAnySize' already")]
    public async Task Outputs_of_a_file_give_names_that_a_class_can_have(string output, string reason)
    {
        byte[] file = Replaced(WithHeads, "action"u8, Encoding.UTF8.GetBytes(output));
        ImmutableArray<Diagnostic> found = await RunAsync("[Frozen(\"net.onnx\")]", file, " { private const int IsAnySize = 1; }");
        Assert.Equal(
            reason.Length == 0 ? [] : [$"'net.onnx' cannot be frozen into 'Net': {reason}; rename it in the file, or declare the layers beside [Frozen], where [Output] has names of your own"],
            found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Outputs_that_a_class_declares_have_its_names() => Assert.Empty(await RunAsync(
        """
        [Frozen("net.onnx"), Layer(3, 5, Activation.Tanh), Output("Move", 5, 2, Activation.Softmax), Layer(5, 4, Activation.Relu, Head = "Worth"),
        Layer(4, 4, Activation.Relu, Head = "Worth", Residual = true), Output("Worth", 4, 1, Activation.Identity)]
        """,
        WithHeads));

    [Theory]
    [InlineData("Layer(3, 5, Activation.Tanh), Layer(5, 2, Activation.Softmax)", "The file has 2 outputs: 'action', 'value'. Name the one that is wanted: output of Onnx.Load, or Output of [Frozen].")]
    [InlineData(
        "Layer(3, 5, Activation.Tanh), Output(\"A\", 5, 2, Activation.Softmax), Output(\"B\", 5, 1, Activation.Identity)",
        "it has 5 layers, and the class declares 3")]
    [InlineData(
        "Layer(3, 5, Activation.Tanh), Output(\"A\", 5, 2, Activation.Softmax), Layer(5, 4, Activation.Tanh, Head = \"B\"), Layer(4, 4, Activation.Relu, Head = \"B\"), Output(\"B\", 4, 1, Activation.Identity)",
        "its layer 3 is [Layer(5, 4, Activation.Relu, Head = \"B\")]")]
    public Task Outputs_beside_it_are_compared(string layers, string reason) => FindsAsync(
        "LW1031", $"'net.onnx' cannot be frozen into 'Net': {reason}", $"[Frozen(\"net.onnx\"), {layers}]", "\"net.onnx\"", WithHeads);

    [Fact]
    public async Task A_member_whose_name_a_state_needs()
    {
        ImmutableArray<Diagnostic> found = await RunAsync("[Frozen(\"net.onnx\")]", Read("recurrent.json")["torch-gru"], " { private const int State = 1; }");
        Assert.Equal(
            ["'net.onnx' cannot be frozen into 'Net': it goes from step to step, and the class has a member 'State', whose name the generated part needs; rename the member"],
            found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public Task Options_of_training_are_too_many() => FindsAsync(
        "LW1032",
        "'Net' cannot be frozen: its file says all that there is to say; remove [Network], whose options are for training",
        "[Frozen(\"net.onnx\"), Network(Loss = Loss.Huber)]",
        "Network(Loss = Loss.Huber)",
        Files["relu.constants"]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The name of an operation of as many letters.
    private static byte[] WithCeiling()
    {
        byte[] file = [.. Files["relu.constants"]];
        int place = file.AsSpan().LastIndexOf("\"\u0004Relu"u8);
        "Ceil"u8.CopyTo(file.AsSpan(place + 2));
        return file;
    }

    // By a text of as many bytes.
    private static byte[] Replaced(byte[] sound, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        byte[] file = [.. sound];
        for (int place; (place = file.AsSpan().IndexOf(old)) >= 0 && !old.SequenceEqual(replacement);) replacement.CopyTo(file.AsSpan(place));
        return file;
    }

    private static Dictionary<string, byte[]> Read(string name)
    {
        using Stream stream = typeof(FrozenGraphTests).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, byte[]>>(stream)!;
    }

    private async Task FindsAsync(string id, string message, string attributes, string place, byte[] file)
    {
        Diagnostic found = Assert.Single(await RunAsync(attributes, file));
        Assert.Equal((id, message), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal(place, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }

    private async Task<ImmutableArray<Diagnostic>> RunAsync(string attributes, byte[] file, string body = ";")
    {
        string path = Path.Combine(_folder, "net.onnx");
        await File.WriteAllBytesAsync(path, file);
        Compilation compilation = Compilations.Of($"using Layerwise;\n{attributes} public static partial class Net{body}");
        var options = new AnalyzerOptions([new BinaryFile(path)], new AdditionalFileOptions(embed: false));
        return await new CompilationWithAnalyzers(compilation, [new DeclarationAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
    }
}
