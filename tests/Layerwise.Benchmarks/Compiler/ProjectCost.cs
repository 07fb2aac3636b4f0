using System.Globalization;
using Layerwise.Benchmarks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Benchmarks.Compiler;

/// <summary>
/// What a project with that many networks costs: its first build, step by step, and one edit in a file without networks after which everything is
/// looked at again, as language servers do that analyse whole projects. Processor time of all threads, in a compiler that is warm.
/// </summary>
/// <param name="Characters">Of generated code.</param>
/// <param name="Generator">Writing and parsing it.</param>
/// <param name="Binding">Finding all diagnostics of the compiler, for which it binds every method.</param>
/// <param name="Compiler">From parsed code to an assembly: binding again, and all that comes after it.</param>
/// <param name="Edit">Generator, diagnostics of the compiler and of the rules, all of the whole project.</param>
internal sealed record ProjectCost(long Characters, TimeSpan Generator, TimeSpan Binding, TimeSpan Compiler, TimeSpan Edit)
{
    private const int Turns = 3;

    public static void Print()
    {
        var table = new MarkdownTable(["networks", "generated characters", "build, s", "of it generator", "of it binding", "one edit, s"]);
        foreach (int count in new[] { 1, 50, 500 })
        {
            ProjectCost cost = Fastest(count);
            table.Row(
            [
                count.ToString(CultureInfo.InvariantCulture), cost.Characters.ToString("N0", CultureInfo.InvariantCulture),
                Seconds(cost.Build), Seconds(cost.Generator), Seconds(cost.Binding), Seconds(cost.Edit),
            ]);
        }

        static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);
    }

    private TimeSpan Build => Generator + Compiler;

    // The first turns also compile the compiler; of one network it takes more of them to be through with that.
    private static ProjectCost Fastest(int networks) => Enumerable.Range(0, networks == 1 ? 10 * Turns : Turns).Select(_ => Measure(networks)).MinBy(static cost => cost.Build)!;

    private static ProjectCost Measure(int networks)
    {
        CSharpCompilation written = Compilations.Of(Compilations.Networks(networks), "class Unrelated { }");
        GeneratorDriver driver = Compilations.Driver(isTracking: false);
        Compilation? generated = null;
        using var image = new MemoryStream();

        TimeSpan generator = ProcessorTime(() => driver = driver.RunGeneratorsAndUpdateCompilation(written, out generated, out _));
        TimeSpan binding = ProcessorTime(() => generated!.GetDiagnostics());
        TimeSpan compiler = ProcessorTime(() =>
        {
            if (!generated!.Clone().Emit(image).Success) throw new InvalidOperationException("The generated code does not compile.");
        });
        TimeSpan edit = ProcessorTime(() => EditElsewhere(driver, written));
        return new ProjectCost(generated!.SyntaxTrees.Except(written.SyntaxTrees).Sum(static tree => (long)tree.Length), generator, binding, compiler, edit);
    }

    private static void EditElsewhere(GeneratorDriver driver, CSharpCompilation written)
    {
        SyntaxTree unrelated = written.SyntaxTrees[1];
        CSharpCompilation edited = written.ReplaceSyntaxTree(unrelated, CSharpSyntaxTree.ParseText("class Edited { }", (CSharpParseOptions)unrelated.Options));
        driver.RunGeneratorsAndUpdateCompilation(edited, out Compilation generated, out _);
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        new CompilationWithAnalyzers(generated, Compilations.Analyzers(), options).GetAllDiagnosticsAsync().GetAwaiter().GetResult();
    }

    private static TimeSpan ProcessorTime(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }
}
