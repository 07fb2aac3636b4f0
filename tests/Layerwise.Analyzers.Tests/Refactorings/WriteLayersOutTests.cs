using System.Text.Json;
using Layerwise.CodeFixes.Refactorings;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Analyzers.Tests.Refactorings;

public sealed class WriteLayersOutTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-layers-").FullName;

    [Fact]
    public async Task The_layers_of_the_file_become_attributes()
    {
        const string Before = """
            using Layerwise;

            namespace Sample;

                /// <summary>A network.</summary>
                [Frozen("net.onnx")] // of last May
                [System.Obsolete]
                static partial class Net;
            """;
        const string After = """
            using Layerwise;

            namespace Sample;

                /// <summary>A network.</summary>
                [Frozen("net.onnx")] // of last May
                [Layer(3, 5, Activation.LeakyRelu, Slope = 0.3f)]
                [Layer(5, 2, Activation.Identity)]
                [System.Obsolete]
                static partial class Net;
            """;
        (Document document, List<CodeAction> actions) = await OffersAsync(Before, "Frozen");
        string found = await TextAsync(Assert.Single(actions), document);
        Assert.Equal(After, found);

        // What it writes is what the file has, and is not offered twice.
        Compilation compilation = (await document.Project.Documents.Single().WithText(SourceText.From(found)).Project.GetCompilationAsync())!;
        Assert.Empty(await Analysis.RunAsync(compilation, [.. document.Project.AnalyzerOptions.AdditionalFiles]));
        Assert.Empty((await OffersAsync(After, "Frozen")).Actions);
    }

    [Theory]
    [InlineData(
        "residual-block.opset13",
        "Layer(3, 5, Activation.Relu)",
        "Layer(5, 4, Activation.Relu)",
        "Layer(4, 5, Activation.Relu, Order = LayerOrder.LinearAddActivate, Residual = true, ResidualSpan = 2)",
        "Layer(5, 2, Activation.Identity)")]
    [InlineData(
        "residual-pre-activated.opset13",
        "Layer(3, 5, Activation.Identity)",
        "Layer(5, 4, Activation.Relu, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd)",
        "Layer(4, 5, Activation.Relu, Order = LayerOrder.ActivateLinearAdd, Residual = true, ResidualSpan = 2)",
        "Layer(5, 4, Activation.Relu, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd)",
        "Layer(4, 5, Activation.Relu, Order = LayerOrder.ActivateLinearAdd, Residual = true, ResidualSpan = 2)",
        "Layer(5, 2, Activation.Relu, Order = LayerOrder.ActivateLinearAdd)")]
    [InlineData(
        "layer-normalized-behind.opset17",
        "Layer(3, 5, Activation.Relu, LayerNormalization = true, NormalizationEpsilon = 0.001f, Order = LayerOrder.LinearActivateNormalize)",
        "Layer(5, 2, Activation.Identity)")]
    [InlineData(
        "residual-post-normalized.opset17",
        "Layer(3, 5, Activation.Identity)",
        "Layer(5, 8, Activation.Gelu)",
        "Layer(8, 5, Activation.Identity, LayerNormalization = true, Order = LayerOrder.LinearActivateAddNormalize, Residual = true, ResidualSpan = 2)",
        "Layer(5, 5, Activation.Relu, LayerNormalization = true, Order = LayerOrder.LinearActivateAddNormalize, Residual = true)",
        "Layer(5, 5, Activation.Tanh, Residual = true)",
        "Layer(5, 2, Activation.Identity)")]
    [InlineData(
        "residual-projected-block.opset17",
        "Layer(3, 4, Activation.Relu)",
        "Layer(4, 5, Activation.Relu, Order = LayerOrder.LinearAddActivate, Residual = true, ResidualSpan = 2, Projection = true)",
        "Layer(5, 2, Activation.Identity)")]
    public async Task Residual_connections_and_normalizations_become_options(string file, params string[] layers)
    {
        const string Before = "using Layerwise;\n/// <summary>A network.</summary>\n[Frozen(\"net.onnx\")]\nstatic partial class Net;";
        (Document document, List<CodeAction> actions) = await OffersAsync(Before, "Frozen", file);
        string found = await TextAsync(Assert.Single(actions), document);
        Assert.Equal(layers, found.Split('\n').Where(static line => line.StartsWith("[Layer", StringComparison.Ordinal)).Select(static line => line[1..^1]));
        Compilation compilation = (await document.Project.Documents.Single().WithText(SourceText.From(found)).Project.GetCompilationAsync())!;
        Assert.DoesNotContain(
            await Analysis.RunAsync(compilation, [.. document.Project.AnalyzerOptions.AdditionalFiles]), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData(
        "torch-lenet",
        "Input(14, 12, 3)",
        "Conv2D(3, 5, 3, Activation.Relu)",
        "MaxPool2D(2)",
        "Conv2D(5, 7, 2, 3, Activation.Relu)",
        "Layer(105, 9, Activation.Relu)",
        "Layer(9, 4, Activation.Identity)")]
    [InlineData(
        "torch-mobilenet",
        "Input(9, 9, 3)",
        "Conv2D(3, 8, 3, Activation.Relu6, Stride = 2, Padding = Padding.Same)",
        "Conv2D(8, 16, 1, Activation.Relu6)",
        "Conv2D(16, 16, 3, Activation.Relu6, Padding = Padding.Same, Groups = 16)",
        "Conv2D(16, 8, 1, Activation.Identity, Residual = true, ResidualSpan = 3)",
        "GlobalAveragePool",
        "Layer(8, 4, Activation.Softmax)")]
    [InlineData(
        "torch-signal",
        "Input(20, 4)",
        "Conv1D(4, 6, 5, Activation.Tanh, Padding = Padding.Same, Dilation = 2)",
        "Conv1D(6, 6, 3, Activation.Sigmoid, Padding = Padding.Same, Groups = 2, Bias = false, Residual = true)",
        "MaxPool1D(2)",
        "AveragePool1D(3)",
        "Layer(18, 3, Activation.Identity)")]
    [InlineData(
        "keras-picture",
        "Input(9, 8, 3)",
        "Conv2D(3, 4, 3, Activation.Relu, Stride = 2, Padding = Padding.Same)",
        "MaxPool2D(2, Padding = Padding.Same)",
        "Conv2D(4, 4, 3, Activation.Relu, Padding = Padding.Same, Groups = 4)",
        "Layer(24, 5, Activation.Identity)")]
    [InlineData(
        "keras-signal",
        "Input(12, 3)",
        "Conv1D(3, 4, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)",
        "Conv1D(4, 5, 2, Activation.Identity, Padding = Padding.Causal)",
        "GlobalAveragePool",
        "Layer(5, 2, Activation.Identity, Bias = false)")]
    [InlineData(
        "torch-convnext",
        "Input(8, 8, 3)",
        "Conv2D(3, 6, 2, Activation.Identity, Stride = 2)",
        "Conv2D(6, 6, 3, Activation.Identity, Padding = Padding.Same, Groups = 6, LayerNormalization = true, NormalizationEpsilon = 1E-06f)",
        "Conv2D(6, 12, 1, Activation.Gelu)",
        "Conv2D(12, 6, 1, Activation.Identity, Residual = true, ResidualSpan = 3)",
        "GlobalAveragePool",
        "Layer(6, 4, Activation.Identity)")]
    public async Task Windows_become_convolutions_and_pooling(string file, params string[] layers)
    {
        (Document document, List<CodeAction> actions) = await OffersAsync("using Layerwise;\n[Frozen(\"net.onnx\")]\nstatic partial class Net;", "Frozen", file, "windows.json");
        string found = await TextAsync(Assert.Single(actions), document);
        Assert.Equal(layers, found.Split('\n').Skip(2).Where(static line => line.StartsWith('[')).Select(static line => line[1..^1]));
        Compilation compilation = (await document.Project.Documents.Single().WithText(SourceText.From(found)).Project.GetCompilationAsync())!;
        Assert.DoesNotContain(
            await Analysis.RunAsync(compilation, [.. document.Project.AnalyzerOptions.AdditionalFiles]), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("torch-gru-last", "Input(6, 3)", "Gru(3, 5)", "Gru(5, 5, LastStepOnly = true)", "Layer(5, 2, Activation.Identity)")]
    [InlineData("keras-gru-reset-first", "Input(1, 3)", "Gru(3, 5, ResetAfter = false, LastStepOnly = true)", "Layer(5, 2, Activation.Softmax)")]
    [InlineData("keras-distributed", "Input(6, 3)", "Lstm(3, 5)", "Layer(5, 2, Activation.Identity)")]
    [InlineData("keras-rnn-steep", "Input(1, 3)", "Rnn(3, 5, Activation.LeakyRelu, Slope = 0.2f, LastStepOnly = true)", "Layer(5, 2, Activation.Identity)")]
    [InlineData(
        "torch-gru-residual",
        "Input(1, 3)",
        "Layer(3, 5, Activation.Relu)",
        "Gru(5, 5, Residual = true)",
        "Layer(5, 5, Activation.Tanh, Residual = true)",
        "Layer(5, 2, Activation.Identity)")]
    [InlineData("torch-conv-lstm-last", "Input(6, 3)", "Conv1D(3, 4, 2, Activation.Sigmoid, Padding = Padding.Causal, Bias = false)", "Lstm(4, 5, LastStepOnly = true)", "Layer(5, 2, Activation.Identity)")]
    [InlineData(
        "torch-tcn",
        "Network(Streaming = true)",
        "Input(1, 3)",
        "Conv1D(3, 4, 3, Activation.Relu, Padding = Padding.Causal)",
        "Conv1D(4, 6, 2, Activation.Tanh, Padding = Padding.Causal, Dilation = 3, Groups = 2, Residual = true, Projection = true)",
        "Layer(6, 2, Activation.Identity)")]
    public async Task Sequences_become_recurrent_layers(string file, params string[] layers)
    {
        (Document document, List<CodeAction> actions) = await OffersAsync("using Layerwise;\n[Frozen(\"net.onnx\")]\nstatic partial class Net;", "Frozen", file, "recurrent.json");
        string found = await TextAsync(Assert.Single(actions), document);
        Assert.Equal(layers, found.Split('\n').Skip(2).Where(static line => line.StartsWith('[')).Select(static line => line[1..^1]));
        Compilation compilation = (await document.Project.Documents.Single().WithText(SourceText.From(found)).Project.GetCompilationAsync())!;
        Assert.DoesNotContain(
            await Analysis.RunAsync(compilation, [.. document.Project.AnalyzerOptions.AdditionalFiles]), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    // A border of one position on both sides of a pooling layer, and more on one side than on the other.
    [Theory]
    [InlineData("torch-resnet")]
    [InlineData("padded-apart")]
    public async Task It_is_not_offered_for_windows_that_no_attribute_says(string file) =>
        Assert.Empty((await OffersAsync("using Layerwise;\n[Frozen(\"net.onnx\")]\nstatic partial class Net;", "Frozen", file, "windows.json")).Actions);

    [Fact]
    public async Task Several_outputs_become_outputs()
    {
        (Document document, List<CodeAction> actions) = await OffersAsync("using Layerwise;\n[Frozen(\"net.onnx\")]\nstatic partial class Net;", "Frozen", "action.opset13", "heads.json");
        string found = await TextAsync(Assert.Single(actions), document);
        Assert.Equal(
            """
            using Layerwise;
            [Frozen("net.onnx")]
            [Layer(3, 5, Activation.Tanh)]
            [Output("Action", 5, 2, Activation.Softmax)]
            [Layer(5, 4, Activation.Relu, Head = "Value")]
            [Layer(4, 4, Activation.Relu, Head = "Value", Residual = true)]
            [Output("Value", 4, 1, Activation.Identity)]
            static partial class Net;
            """,
            found);
        Compilation compilation = (await document.Project.Documents.Single().WithText(SourceText.From(found)).Project.GetCompilationAsync())!;
        Assert.DoesNotContain(
            await Analysis.RunAsync(compilation, [.. document.Project.AnalyzerOptions.AdditionalFiles]), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public async Task It_is_not_offered_for_outputs_that_share_no_layer() =>
        Assert.Empty((await OffersAsync("using Layerwise;\n[Frozen(\"net.onnx\")]\nstatic partial class Net;", "Frozen", "actor-critic.opset13")).Actions);

    [Theory]
    [InlineData("[Frozen(\"net.onnx\"), System.Obsolete] static partial class Net;", "Obsolete", 1)]
    [InlineData("[Frozen(\"net.onnx\")] [System.Obsolete] static partial class Net;", "Obsolete", 0)]
    [InlineData("[Frozen(\"other.onnx\")] static partial class Net;", "Frozen", 0)]
    [InlineData("[Frozen(\"net.onnx\")] static class Net;", "Frozen", 0)]
    [InlineData("[Layer(3, 2, Activation.Relu)] partial class Net;", "Layer", 0)]
    public async Task It_is_offered_where_it_can_be_done(string declaration, string place, int count) =>
        Assert.Equal(count, (await OffersAsync($"using Layerwise;\n{declaration}", place)).Actions.Count);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(Document Document, List<CodeAction> Actions)> OffersAsync(string source, string place, string file = "leaky-relu-steep.opset13", string files = "torch.json")
    {
        string path = Path.Combine(_folder, "net.onnx");
        using JsonDocument all = JsonDocument.Parse(File.ReadAllText(Repository.At("tests/Layerwise.OnnxRuntime.Tests/files/" + files)));
        await File.WriteAllBytesAsync(path, all.RootElement.GetProperty(file).GetBytesFromBase64());
        Document document = CodeFixing.Open(source);
        document = document.Project.AddAdditionalDocument("net.onnx", "", filePath: path).Project.GetDocument(document.Id)!;
        var actions = new List<CodeAction>();
        var span = new TextSpan(source.LastIndexOf(place, StringComparison.Ordinal), 0);
        await new WriteLayersOut().ComputeRefactoringsAsync(new CodeRefactoringContext(document, span, actions.Add, default));
        return (document, actions);
    }

    private static async Task<string> TextAsync(CodeAction action, Document document)
    {
        Solution changed = Assert.Single((await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>()).ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }
}
