using System.Collections.Immutable;
using Layerwise.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Analyzers.Tests;

/// <summary>Compilations as a user of the package has them: the runtime referenced, the generator run.</summary>
internal static class Compilations
{
    public static ImmutableArray<MetadataReference> Framework { get; } = FrameworkReferences();

    public static ImmutableArray<MetadataReference> References { get; } =
        Framework.Add(MetadataReference.CreateFromFile(typeof(INetwork<>).Assembly.Location));

    public static CSharpCompilationOptions Options { get; } = new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13);

    /// <summary>The sources as File1.cs, File2.cs, …, without the generator's parts.</summary>
    public static CSharpCompilation Of(params string[] sources) => CSharpCompilation.Create(
        "UserProject",
        sources.Select((source, i) => Tree(source, $"File{i + 1}.cs")),
        References,
        Options);

    public static SyntaxTree Tree(string source, string path) => CSharpSyntaxTree.ParseText(SourceText.From(source), ParseOptions, path);

    /// <summary>What the analyzers get to see: the compilation with the generator's parts.</summary>
    public static Compilation Generated(Compilation compilation)
    {
        CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.First().Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> failures);
        Assert.Empty(failures);
        return generated;
    }

    // The test's own assemblies are trusted too, and the generator's copies of the enums would make theirs ambiguous.
    private static ImmutableArray<MetadataReference> FrameworkReferences()
    {
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == folder)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
