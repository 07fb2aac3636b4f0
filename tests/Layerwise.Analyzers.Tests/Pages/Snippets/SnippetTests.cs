using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Layerwise.Generator;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests.Pages.Snippets;

/// <summary>What README and the documentation show of C# compiles as it stands there, and no rule warns of it.</summary>
[Trait("Category", "Slow")]
public sealed class SnippetTests
{
    // What the generator writes, and no user.
    private static readonly (string Page, int Number)[] Generated = [("README.md", 3)];

    // A page has a single class of the weights' name, which decides what is in the file.
    private static readonly ImmutableArray<AdditionalText> Files =
    [
        new BinaryFile(Repository.At("samples/Embedded/digits.safetensors")),
        new BinaryFile(Repository.At("samples/ActorCritic/cart-pole.safetensors")),
        Written("enemy.safetensors", new SafetensorsFile(
            [
                Tensor.Of("layers.0.weight", [8, 32], new float[256]), Tensor.Of("layers.0.bias", [32], new float[32]),
                Tensor.Of("layers.1.weight", [32, 4], new float[128]), Tensor.Of("layers.1.bias", [4], new float[4]),
                Tensor.Of("state.selftest.inputs", [1, 8], new float[8]), Tensor.Of("state.selftest.outputs", [1, 4], [0.25f, 0.25f, 0.25f, 0.25f]),
            ],
            []).Write),
        Written("amplifier.safetensors", new SafetensorsFile(
            [
                Tensor.Of("layers.0.weight", [1, 48], new float[48]), Tensor.Of("layers.0.recurrent_weight", [16, 48], new float[768]),
                Tensor.Of("layers.0.bias", [48], new float[48]), Tensor.Of("layers.0.recurrent_bias", [48], new float[48]),
                Tensor.Of("layers.1.weight", [16, 1], new float[16]), Tensor.Of("layers.1.bias", [1], new float[1]),
            ],
            []).Write),
        Written("policy.onnx", FromJson("heads.json", "action.opset13")),
        Written("amplifier.onnx", FromJson("recurrent.json", "torch-gru")),
    ];

    public static TheoryData<string, int> Blocks
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (Snippet snippet in Snippet.All.Where(static snippet => !Generated.Contains((snippet.Page, snippet.Number)))) data.Add(snippet.Page, snippet.Number);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Block_of_a_page_compiles_and_is_not_warned_of(string page, int number)
    {
        Snippet snippet = Snippet.All.Single(snippet => snippet.Page == page && snippet.Number == number);
        Compilation compilation = WithGenerated(CSharpCompilation.Create(
            "Shown",
            [snippet.Tree, .. Surroundings.Of(snippet).Select(static (text, i) => Compilations.Tree(text, $"Surroundings{i}.cs"))],
            [
                .. References.All,
                MetadataReference.CreateFromFile(typeof(Data.CsvTable).Assembly.Location),
                MetadataReference.CreateFromFile(typeof(Mpi.MpiCommunicator).Assembly.Location),
            ],
            Compilations.Options.WithOutputKind(snippet.IsProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)));

        var analysis = new CompilationWithAnalyzers(compilation, RuleSet.Analyzers, new AnalyzerOptions(Files));
        AnalysisResult result = await analysis.GetAnalysisResultAsync(compilation.GetSemanticModel(snippet.Tree), filterSpan: null, CancellationToken.None);
        IEnumerable<Diagnostic> found = result.GetAllDiagnostics().Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)
            .Concat(Analysis.Complaints(compilation, DiagnosticSeverity.Error));
        Assert.True(!found.Any(), string.Join('\n', found));
    }

    private static Compilation WithGenerated(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], Files, Compilations.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> failures);
        Assert.Empty(failures);
        return generated;
    }

    private static Action<Stream> FromJson(string resource, string name)
    {
        using Stream stream = typeof(SnippetTests).Assembly.GetManifestResourceStream(resource)!;
        byte[] file = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(stream)![name];
        return target => target.Write(file);
    }

    private static BinaryFile Written(string name, Action<Stream> write)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "snippets")).FullName, name);
        using FileStream stream = File.Create(path);
        write(stream);
        return new BinaryFile(path);
    }
}
