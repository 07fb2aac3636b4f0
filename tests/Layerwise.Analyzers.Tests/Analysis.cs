using System.Collections.Immutable;
using Layerwise.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests;

/// <summary>Runs the analyzers over user code, and says what the user must see.</summary>
internal static class Analysis
{
    /// <summary>The analyzers' diagnostics in source order; an exception in one of them fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = await new CompilationWithAnalyzers(compilation, [new DeclarationAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Id == "AD0001");
        return [.. diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath).ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Asserts one diagnostic at each [|…|], all of one rule, and nothing else; returns their messages.</summary>
    public static async Task<string[]> FindsAsync(string id, params string[] marked)
    {
        MarkedText[] sources = [.. marked.Select(MarkedText.Parse)];
        ImmutableArray<Diagnostic> diagnostics = await RunAsync(Compilations.Generated(Compilations.Of([.. sources.Select(static source => source.Text)])));

        Assert.Equal(
            sources.SelectMany((source, i) => source.Spans.Select(span => $"{id} File{i + 1}.cs {span}: {source.Text.Substring(span.Start, span.Length)}")),
            diagnostics.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree!.FilePath} {diagnostic.Location.SourceSpan}: {diagnostic.Location.SourceTree.GetText().ToString(diagnostic.Location.SourceSpan)}"));
        return [.. diagnostics.Select(static diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>Asserts one diagnostic at the one [|…|], with exactly this message.</summary>
    public static async Task FindsOneAsync(string id, string message, params string[] marked) =>
        Assert.Equal([message], await FindsAsync(id, marked));

    /// <summary>Asserts sound code: it compiles with what the generator adds, and no rule says anything.</summary>
    public static async Task FindsNothingAsync(params string[] sources)
    {
        Compilation compilation = Compilations.Generated(Compilations.Of(sources));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Empty(await RunAsync(compilation));
    }

    /// <summary>Asserts code that is the compiler's to complain about: it does, and no rule adds to it.</summary>
    public static async Task LeavesToCompilerAsync(string source, string compilerError)
    {
        Compilation compilation = Compilations.Generated(Compilations.Of(source));
        Assert.Equal([compilerError], compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.Id).Distinct());
        Assert.Empty(await RunAsync(compilation));
    }
}
