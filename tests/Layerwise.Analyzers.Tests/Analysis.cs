using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests;

/// <summary>Runs all analyzers over user code, and says what the user must see.</summary>
internal static class Analysis
{
    /// <summary>All diagnostics in source order; an exception in an analyzer fails the test.</summary>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, params AdditionalText[] files) => RunAsync(compilation, new AnalyzerOptions([.. files]));

    /// <summary>The same with files that the project says something of.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, AnalyzerOptions files)
    {
        var options = new CompilationWithAnalyzersOptions(
            files,
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = await DiagnosticsAsync(new CompilationWithAnalyzers(compilation, RuleSet.Analyzers, options));
        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Id == "AD0001");
        return [.. diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath).ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    // One file by itself, where there is one that declares something. A question about everything has the compiler bind what is generated too, which takes longer than all rules:
    // several files, samples and the package are analysed like that.
    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(CompilationWithAnalyzers analysis)
    {
        SyntaxTree[] written = [.. analysis.Compilation.SyntaxTrees.Where(static tree => !Compilations.IsGenerated(tree) && Compilations.HasDeclarations(tree))];
        if (written.Length != 1) return await analysis.GetAnalyzerDiagnosticsAsync();

        AnalysisResult result = await analysis.GetAnalysisResultAsync(analysis.Compilation.GetSemanticModel(written.Single()), filterSpan: null, CancellationToken.None);
        return result.GetAllDiagnostics();
    }

    /// <summary>The diagnostics of one rule in sources of their own, with what the generator adds to them.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(string id, [StringSyntax("C#-test")] params string[] sources) =>
        [.. (await RunAsync(Compilations.Generated(Compilations.Of(sources)))).Where(diagnostic => diagnostic.Id == id)];

    /// <summary>Asserts one diagnostic of a rule at each [|…|], and no other of that rule; returns their messages.</summary>
    public static async Task<string[]> FindsAsync(string id, [StringSyntax("C#-test")] params string[] marked)
    {
        MarkedText[] sources = [.. marked.Select(MarkedText.Parse)];
        ImmutableArray<Diagnostic> diagnostics = await RunAsync(id, [.. sources.Select(static source => source.Text)]);

        Assert.Equal(
            sources.SelectMany((source, i) => source.Spans.Select(span => $"File{i + 1}.cs {span}: {source.Text.Substring(span.Start, span.Length)}")),
            diagnostics.Select(static diagnostic => $"{diagnostic.Location.SourceTree!.FilePath} {diagnostic.Location.SourceSpan}: {diagnostic.Location.SourceTree.GetText().ToString(diagnostic.Location.SourceSpan)}"));
        return [.. diagnostics.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))];
    }

    /// <summary>Asserts one diagnostic of a rule at the one [|…|], with exactly this message.</summary>
    public static async Task FindsOneAsync(string id, string message, [StringSyntax("C#-test")] params string[] marked) =>
        Assert.Equal([message], await FindsAsync(id, marked));

    /// <summary>Asserts code that a rule leaves alone: it compiles with what the generator adds, and the rule says nothing.</summary>
    public static async Task FindsNoneAsync(string id, [StringSyntax("C#-test")] params string[] sources) =>
        Assert.DoesNotContain(await RunAsync(Compiles(sources)), diagnostic => diagnostic.Id == id);

    /// <summary>Asserts sound code: it compiles with what the generator adds, and no rule says anything above information.</summary>
    public static async Task FindsNothingAsync([StringSyntax("C#-test")] params string[] sources) =>
        Assert.DoesNotContain(await RunAsync(Compiles(sources)), static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);

    /// <summary>
    /// Asserts that code compiles without a warning, with what the generator adds. The bodies of what it adds are left out: the generator's own tests compile
    /// them, and binding them takes several times as long as all the rest.
    /// </summary>
    public static Compilation Compiles([StringSyntax("C#-test")] params string[] sources)
    {
        Compilation compilation = Compilations.Generated(Compilations.Of(sources));
        Assert.Empty(Complaints(compilation, DiagnosticSeverity.Warning));
        return compilation;
    }

    /// <summary>What the compiler has to say about a user's files, and about the members that the generator adds.</summary>
    public static IEnumerable<Diagnostic> Complaints(Compilation compilation, DiagnosticSeverity least) => compilation.GetDeclarationDiagnostics()
        .Concat(compilation.SyntaxTrees.Where(static tree => !Compilations.IsGenerated(tree)).SelectMany(tree => compilation.GetSemanticModel(tree).GetDiagnostics()))
        .Concat(compilation.GetParseDiagnostics())
        .Where(diagnostic => diagnostic.Severity >= least && !diagnostic.IsSuppressed);

    /// <summary>Asserts code that is the compiler's to complain about: it does, and no rule adds to it.</summary>
    public static async Task LeavesToCompilerAsync([StringSyntax("C#-test")] string source, string compilerError)
    {
        Compilation compilation = Compilations.Generated(Compilations.Of(source));
        Assert.Equal(
            [compilerError],
            compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.Id).Distinct());
        Assert.Empty(await RunAsync(compilation));
    }
}
