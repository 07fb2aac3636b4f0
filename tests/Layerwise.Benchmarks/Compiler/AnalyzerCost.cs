using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Benchmarks.Compiler;

/// <summary>
/// What the rules add to a build of many networks, and to an edit in a file that has none: the time that the compiler counts for each of them. Two
/// whole builds, with and without, differ by more from run to run than by the rules.
/// </summary>
internal static class AnalyzerCost
{
    private const int NetworkCount = 1000;
    private const int Turns = 5;

    private static readonly CompilationWithAnalyzersOptions Options =
        new(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: true);

    public static void Print()
    {
        ImmutableArray<DiagnosticAnalyzer> rules = Compilations.Analyzers();
        SyntaxTree[] sources = [.. Compilations.Of(Networks(), WithoutNetworks()).SyntaxTrees];
        Compilations.Driver(isTracking: false).RunGeneratorsAndUpdateCompilation(Compilations.Of([]).AddSyntaxTrees(sources), out Compilation compilation, out _);

        Cost first = Edit(compilation, sources[0], rules);
        Console.WriteLine($"The rules over {NetworkCount} networks: {first.Rules.TotalSeconds:F2} s of one core in a compiler that never ran them before; they say something {first.Found} times.");
        Cost warm = Fastest(compilation, sources[0], rules);
        Console.WriteLine($"Once they are compiled: {warm.Rules.TotalSeconds:F2} s; binding that file takes the compiler {warm.Compiler.TotalSeconds:F2} s.");

        Cost elsewhere = Fastest(compilation, sources[1], rules);
        Console.WriteLine($"After an edit in a file of {sources[1].GetText().Lines.Count} lines without networks: {elsewhere.Rules.TotalMilliseconds:F1} ms; binding that file takes the compiler {elsewhere.Compiler.TotalMilliseconds:F1} ms.");
    }

    private static Cost Fastest(Compilation compilation, SyntaxTree file, ImmutableArray<DiagnosticAnalyzer> rules) =>
        Enumerable.Range(0, Turns).Select(_ => Edit(compilation, file, rules)).MinBy(static cost => cost.Rules)!;

    // One more character in a file, and then all diagnostics of that file: what an editor asks for, and of a build what the rules look at. The generated
    // code is there, as rules must see its members; the compiler has bound the file before the rules ask for it, as in a build.
    private static Cost Edit(Compilation compilation, SyntaxTree file, ImmutableArray<DiagnosticAnalyzer> rules)
    {
        SyntaxTree edited = CSharpSyntaxTree.ParseText(file.GetText() + " ", (CSharpParseOptions)file.Options);
        var analysis = new CompilationWithAnalyzers(compilation.ReplaceSyntaxTree(file, edited), rules, Options);
        SemanticModel model = analysis.Compilation.GetSemanticModel(edited);
        long start = Stopwatch.GetTimestamp();
        _ = model.GetDiagnostics();
        TimeSpan compiler = Stopwatch.GetElapsedTime(start);
        AnalysisResult result = analysis.GetAnalysisResultAsync(model, filterSpan: null, CancellationToken.None).GetAwaiter().GetResult();
        return new Cost(
            compiler,
            TimeSpan.FromTicks(result.AnalyzerTelemetryInfo.Values.Sum(static telemetry => telemetry.ExecutionTime.Ticks)),
            result.SemanticDiagnostics.Values.SelectMany(static found => found.Values).Sum(static diagnostics => diagnostics.Length));
    }

    private sealed record Cost(TimeSpan Compiler, TimeSpan Rules, int Found);

    // Each with something that a rule has to say, which shows that they ran.
    private static string Networks() => Compilations.Networks(NetworkCount).Replace("Activation.Tanh)", "Activation.Tanh, Slope = 0.1f)", StringComparison.Ordinal);

    // Calls, constructions, loops and lambdas: what the rules about calls look at and pass over.
    private static string WithoutNetworks()
    {
        var source = new StringBuilder("using System; using System.Collections.Generic; using System.Linq;\nstatic class Unrelated\n{\n");
        for (int i = 0; i < 200; i++)
        {
            source.AppendLine(CultureInfo.InvariantCulture, $$"""
                    public static int Method{{i}}(int[] values)
                    {
                        var list = new List<int>(values);
                        foreach (int value in values.Where(v => v > {{i}}).OrderBy(v => -v)) list.Add(Math.Abs(value));
                        return list.Sum() + Method{{(i + 1) % 200}}(list.ToArray());
                    }
                """);
        }

        return source.Append("}\n").ToString();
    }
}
