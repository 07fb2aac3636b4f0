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
    private const int Turns = 3;

    // Starts the compiler's machinery for analyzers, which a project without Layerwise has as well, and says nothing.
    private static readonly ImmutableArray<DiagnosticAnalyzer> Nothing = [new SilentAnalyzer()];

    private static readonly CompilationWithAnalyzersOptions Options =
        new(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);

    public static void Print()
    {
        ImmutableArray<DiagnosticAnalyzer> rules = Compilations.Analyzers();
        SyntaxTree[] sources = [.. Compilations.Of(Networks(), WithoutNetworks()).SyntaxTrees];
        Compilations.Driver(isTracking: false).RunGeneratorsAndUpdateCompilation(Compilations.Of([]).AddSyntaxTrees(sources), out Compilation compilation, out _);

        TimeSpan baseline = Fastest(analyzers => Edit(compilation, sources[0], analyzers, out _), Nothing).With;
        TimeSpan first = Edit(compilation, sources[0], rules, out int found);
        Console.WriteLine($"The rules over {NetworkCount} networks: {(first - baseline).TotalSeconds:F2} s in a compiler that never ran them before; they say something {found} times.");

        (TimeSpan without, TimeSpan with) = Fastest(analyzers => Edit(compilation, sources[0], analyzers, out _), rules);
        Console.WriteLine($"Once they are compiled: {(with - without).TotalSeconds:F2} s.");

        (without, with) = Fastest(analyzers => Edit(compilation, sources[1], analyzers, out _), rules);
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

    // One more character in a file, and then all diagnostics of that file: what an editor asks for, and of a build what the rules look at. The
    // generated code is there, as rules must see its members, but binding it is the compiler's work either way.
    private static TimeSpan Edit(Compilation compilation, SyntaxTree file, ImmutableArray<DiagnosticAnalyzer> analyzers, out int found)
    {
        SyntaxTree edited = CSharpSyntaxTree.ParseText(file.GetText() + " ", (CSharpParseOptions)file.Options);
        Compilation changed = compilation.ReplaceSyntaxTree(file, edited);
        var analysis = new CompilationWithAnalyzers(changed, analyzers, Options);
        long start = Stopwatch.GetTimestamp();
        SemanticModel model = analysis.Compilation.GetSemanticModel(edited);
        _ = model.GetDiagnostics();
        found = analysis.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None).GetAwaiter().GetResult().Length;
        return Stopwatch.GetElapsedTime(start);
    }

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
