using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>What came out of one run of the generator.</summary>
/// <param name="Driver">The driver after the run.</param>
/// <param name="Compilation">The user's sources and the generated ones.</param>
internal sealed record Generation(GeneratorDriver Driver, CSharpCompilation Compilation)
{
    /// <summary>Paths of files that are embedded, each under its name.</summary>
    public string[] Resources { get; init; } = [];

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    public IEnumerable<string> HintNames => Result.GeneratedSources.Select(source => source.HintName);

    /// <summary>All generated text, file after file, for comparisons.</summary>
    public string Text => string.Concat(Result.GeneratedSources.Select(source => $"// {source.HintName}\n{source.SourceText}"));

    /// <summary>The compiler's errors and warnings, and the notes that a user would see too.</summary>
    public ImmutableArray<Diagnostic> Diagnostics =>
        [.. Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)];

    /// <summary>The generator neither threw nor spoke, and everything compiles at the highest warning level without a word.</summary>
    public void AssertClean()
    {
        AssertCalm();
        Assert.True(Diagnostics.IsEmpty, string.Join('\n', Diagnostics.Take(20)));
    }

    /// <summary>The generator neither threw nor reported; whether the user's code compiles is the user's affair.</summary>
    public void AssertCalm()
    {
        Assert.Null(Result.Exception);
        Assert.Empty(Result.Diagnostics);
    }

    public LoadedAssembly Load()
    {
        using MemoryStream image = Emit();
        return new LoadedAssembly(image);
    }

    /// <summary><see cref="AssertClean"/> and <see cref="Load"/> in one compilation.</summary>
    public LoadedAssembly LoadClean()
    {
        AssertCalm();
        using MemoryStream image = Emit(DiagnosticSeverity.Hidden);
        return new LoadedAssembly(image);
    }

    public MemoryStream Emit() => Emit(DiagnosticSeverity.Warning);

    private MemoryStream Emit(DiagnosticSeverity tolerated)
    {
        var image = new MemoryStream();
        var result = Compilation.Emit(
            image, manifestResources: Resources.Select(static path => new ResourceDescription(Path.GetFileName(path), () => File.OpenRead(path), isPublic: true)));
        Assert.True(result.Diagnostics.All(diagnostic => diagnostic.Severity <= tolerated), string.Join('\n', result.Diagnostics.Take(20)));
        image.Position = 0;
        return image;
    }
}
