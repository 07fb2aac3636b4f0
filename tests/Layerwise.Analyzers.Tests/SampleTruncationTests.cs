using System.Collections.Concurrent;
using System.Collections.Immutable;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit.Abstractions;

namespace Layerwise.Analyzers.Tests;

/// <summary>
/// Every sample as it is while it is being typed: cut off, beside its other files and what the generator made of them. Each cut is an analysis of a file in its
/// whole sample, so a run takes a few of each file, and of the laboratory, whose many deep networks make a cut ten times as expensive, fewer.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SampleTruncationTests(ITestOutputHelper output)
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string Laboratory = "InitializationLab";
    private const int CutsOfAFile = 3;
    private const int CutsOfALaboratoryFile = 1;

    // Each sample is compiled, and its networks generated, once for all of its files.
    private static readonly ConcurrentDictionary<string, Lazy<Compilation>> Compiled = new();

    private static readonly string Samples = Repository.At("samples");

    // A third of them in a run.
    public static TheoryData<string> Files
    {
        get
        {
            string[] all = [.. Sources(Samples).Select(static path => Path.GetRelativePath(Samples, path))];
            return [.. Sweep.Draw(all, usual: all.Length / 3, new Random(Sweep.Seed))];
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task No_prefix_of_a_sample_makes_an_analyzer_throw(string file)
    {
        string path = Path.Combine(Samples, file);
        string project = Path.Combine(Samples, file.Split(Path.DirectorySeparatorChar)[0]);
        Compilation whole = Compiled.GetOrAdd(project, static folder => new(() => Compile(folder))).Value;
        SyntaxTree tree = whole.SyntaxTrees.Single(candidate => candidate.FilePath == path);
        whole = whole.RemoveSyntaxTrees(GeneratedForNobody(whole, tree, project));
        string text = tree.GetText().ToString();
        int cuts = file.StartsWith(Laboratory, StringComparison.Ordinal) ? CutsOfALaboratoryFile : CutsOfAFile;
        IReadOnlyList<int> lengths = Sweep.Draw([.. Enumerable.Range(0, text.Length + 1)], cuts, new Random(Sweep.Seed));
        output.WriteLine(Sweep.Note);

        await Parallel.ForEachAsync(Prefixes(text, path, lengths), async (prefix, cancellationToken) =>
        {
            Compilation truncated = whole.ReplaceSyntaxTree(tree, prefix);
            var analysis = new CompilationWithAnalyzers(truncated, RuleSet.Analyzers, new AnalyzerOptions([]));
            ImmutableArray<Diagnostic> found = await analysis.GetAnalyzerSemanticDiagnosticsAsync(truncated.GetSemanticModel(prefix), filterSpan: null, cancellationToken);
            Assert.True(found.All(static diagnostic => diagnostic.Id != "AD0001"), $"{file}, its first {prefix.Length} characters: {string.Join('\n', found)}");
        });
    }

    private static Compilation Compile(string project) => Compilations.Generated(CSharpCompilation.Create(
        "Sample",
        [.. Sources(project).Select(static source => Compilations.Tree(File.ReadAllText(source), source)), Compilations.Tree(ImplicitUsings, "Usings.cs")],
        References.All,
        Compilations.Options));

    // Of the networks that a file declares and no code names, as in the sample of mistakes: the compiler would bind them anew for every cut, and that is
    // most of a cut's time.
    private static IEnumerable<SyntaxTree> GeneratedForNobody(Compilation whole, SyntaxTree declarations, string project)
    {
        HashSet<string> unnamed = [.. whole.SyntaxTrees
            .Where(tree => tree.FilePath.StartsWith(project, StringComparison.Ordinal))
            .SelectMany(static tree => tree.GetRoot().DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)))
            .GroupBy(static token => token.Text)
            .Where(static uses => uses.Count() == 1)
            .Select(static uses => uses.Key)];
        string[] declared = [.. declarations.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Select(static type => type.Identifier.Text).Where(unnamed.Contains)];
        return whole.SyntaxTrees
            .Where(tree => !tree.FilePath.StartsWith(project, StringComparison.Ordinal) && Path.GetFileName(tree.FilePath).Split('.').Intersect(declared).Any());
    }

    // A cut inside a comment or a space leaves the tokens of the cut before it, and analyzers see tokens.
    private static IEnumerable<SyntaxTree> Prefixes(string text, string path, IReadOnlyList<int> lengths)
    {
        string? before = null;
        foreach (int length in lengths)
        {
            SyntaxTree prefix = Compilations.Tree(text[..length], path);
            string tokens = string.Join(' ', prefix.GetRoot().DescendantTokens().Select(static token => token.Text));
            if (tokens == before) continue;
            before = tokens;
            yield return prefix;
        }
    }

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
