using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Layerwise.Generator;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Analyzers.Tests;

/// <summary>Compilations as a user of the package has them: the runtime referenced, the generator run.</summary>
internal static class Compilations
{
    public static CSharpCompilationOptions Options { get; } = new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13);

    /// <summary>The sources as File1.cs, File2.cs, …, without the generator's parts.</summary>
    public static CSharpCompilation Of([StringSyntax("C#-test")] params string[] sources) => CSharpCompilation.Create(
        "UserProject",
        sources.Select((source, i) => Tree(source, $"File{i + 1}.cs")),
        References.All,
        Options);

    public static SyntaxTree Tree([StringSyntax("C#-test")] string source, string path) => CSharpSyntaxTree.ParseText(SourceText.From(source), ParseOptions, path);

    /// <summary>What the analyzers get to see: the compilation with the generator's parts.</summary>
    public static Compilation Generated(Compilation compilation)
    {
        CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.First().Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> failures);
        Assert.Empty(failures);
        return generated;
    }

    /// <summary>Whether there is more in it than namespaces in use.</summary>
    public static bool HasDeclarations(SyntaxTree tree) =>
        tree.GetRoot() is CompilationUnitSyntax root
        && (root.Members.Count > 0 || root.AttributeLists.Count > 0 || root.Usings.Any(static directive => directive.Alias is not null));

    /// <summary>Whether the generator wrote it.</summary>
    public static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);
}
