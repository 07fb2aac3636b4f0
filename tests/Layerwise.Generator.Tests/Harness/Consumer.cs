extern alias generator;

using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>A user's project: its sources and compiler settings, on which the generator runs.</summary>
internal sealed record Consumer([StringSyntax("C#-test")] params string[] Sources)
{
    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public DocumentationMode Documentation { get; init; } = DocumentationMode.Diagnose;

    public CSharpCompilationOptions Options { get; init; } = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable);

    public string Name { get; init; } = "Consumer";

    /// <summary>What the project references beside the framework and Layerwise.</summary>
    public MetadataReference[] Libraries { get; init; } = [];

    /// <summary>Paths of the files that the project gives to the generator.</summary>
    public string[] AdditionalFiles { get; init; } = [];

    /// <summary>What the project says of them, by the name of the metadata.</summary>
    public IReadOnlyDictionary<string, string> FileMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The properties of the project that the compiler may see.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the project also embeds these files as resources.</summary>
    public bool EmbedsFiles
    {
        get => FileMetadata.ContainsKey("Embed");
        init => FileMetadata = value ? new Dictionary<string, string> { ["Embed"] = "true" } : FileMetadata;
    }

    private CSharpParseOptions ParseOptions => new(Language, Documentation);

    public CSharpCompilation Compilation() => CSharpCompilation.Create(
        Name,
        Sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"Source{i}.cs", encoding: System.Text.Encoding.UTF8)),
        References.All.Concat(Libraries),
        Options);

    public GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new generator::Layerwise.Generator.NetworkGenerator().AsSourceGenerator()],
        AdditionalFiles.Select(static path => new BinaryFile(path)),
        parseOptions: ParseOptions,
        optionsProvider: new AdditionalFileOptions(FileMetadata) { Properties = Properties },
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public Generation Generate()
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Compilation(), out var compilation, out _);
        return new Generation(driver, (CSharpCompilation)compilation) { Resources = EmbedsFiles ? AdditionalFiles : [] };
    }

    /// <summary>Generates, compiles without a single diagnostic, and loads.</summary>
    public LoadedAssembly Load() => Generate().LoadClean();
}
