using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Benchmarks.Compiler;

/// <summary>What the rules add to a build of many networks, and to an edit in a file that has none.</summary>
internal static class AnalyzerCost
{
    private const int NetworkCount = 1000;
    private const int Turns = 5;

    // Starts the compiler's machinery for analyzers, which a project without Layerwise has as well, and says nothing.
    private static readonly ImmutableArray<DiagnosticAnalyzer> Nothing = [new SilentAnalyzer()];

    private static readonly CompilationWithAnalyzersOptions Options =
        new(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);

    public static void Print()
    {
        ImmutableArray<DiagnosticAnalyzer> rules = Compilations.Analyzers();
        SyntaxTree[] sources = [.. Compilations.Of(Compilations.Networks(NetworkCount), WithoutNetworks()).SyntaxTrees];
        Compilations.Driver(isTracking: false).RunGeneratorsAndUpdateCompilation(Compilations.Of([]).AddSyntaxTrees(sources), out Compilation compilation, out _);

        TimeSpan first = Build(compilation, rules, out int found);
        (TimeSpan without, TimeSpan with) = Fastest(analyzers => Build(compilation, analyzers, out _), rules);
        Console.WriteLine($"Analysing {NetworkCount} networks of 3 layers: {with.TotalSeconds:F2} s with the rules, {without.TotalSeconds:F2} s without, {(with - without).TotalSeconds:F2} s for the rules, which find {found}. The first time, rules not yet compiled: {first.TotalSeconds:F2} s.");

        (without, with) = Fastest(analyzers => Edit(compilation, sources[1], analyzers), rules);
        Console.WriteLine($"After an edit in a file of {sources[1].GetText().Lines.Count} lines without networks: {with.TotalMilliseconds:F1} ms with the rules, {without.TotalMilliseconds:F1} ms without.");
    }

    // In turns, so that a slow moment of the machine slows both.
    private static (TimeSpan Without, TimeSpan With) Fastest(Func<ImmutableArray<DiagnosticAnalyzer>, TimeSpan> run, ImmutableArray<DiagnosticAnalyzer> rules)
    {
        TimeSpan without = TimeSpan.MaxValue, with = TimeSpan.MaxValue;
        for (int turn = 0; turn < Turns; turn++)
        {
            without = TimeSpan.FromTicks(Math.Min(without.Ticks, run(Nothing).Ticks));
            with = TimeSpan.FromTicks(Math.Min(with.Ticks, run(rules).Ticks));
        }

        return (without, with);
    }

    // All diagnostics of a fresh compilation, as csc asks for them: what binding costs is in both.
    private static TimeSpan Build(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, out int found)
    {
        var analysis = new CompilationWithAnalyzers(compilation.Clone(), analyzers, Options);
        long start = Stopwatch.GetTimestamp();
        ImmutableArray<Diagnostic> diagnostics = analysis.GetAllDiagnosticsAsync().GetAwaiter().GetResult();
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        found = diagnostics.Count(static diagnostic => diagnostic.Id.StartsWith("LW", StringComparison.Ordinal));
        return time;
    }

    // One more character in the file, and what an editor then asks for: the diagnostics of that file.
    private static TimeSpan Edit(Compilation compilation, SyntaxTree file, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        SyntaxTree edited = CSharpSyntaxTree.ParseText(file.GetText() + " ", (CSharpParseOptions)file.Options);
        Compilation changed = compilation.ReplaceSyntaxTree(file, edited);
        var analysis = new CompilationWithAnalyzers(changed, analyzers, Options);
        long start = Stopwatch.GetTimestamp();
        SemanticModel model = analysis.Compilation.GetSemanticModel(edited);
        _ = model.GetDiagnostics();
        _ = analysis.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(start);
    }

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

#pragma warning disable RS1036, RS1038 // Not an analyzer that anyone loads.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class SilentAnalyzer : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new DiagnosticDescriptor("NONE0001", "Nothing", "Nothing", "None", DiagnosticSeverity.Info, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        }
    }
#pragma warning restore RS1036, RS1038
}
