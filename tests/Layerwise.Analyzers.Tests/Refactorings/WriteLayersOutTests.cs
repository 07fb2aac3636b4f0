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
