using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Layerwise.Benchmarks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Benchmarks.Compiler;

/// <summary>What a build and the IDE pay: the generator's time, cold and after an edit, and how much code a layer becomes.</summary>
internal static class CompilerCost
{
    private const int NetworkCount = 1000;
    private const int Edits = 5;

    public static void Print()
    {
        PrintTime();
        Console.WriteLine();
        ProjectCost.Print();
        Console.WriteLine();
        PrintSize();
    }

    private static void PrintTime()
    {
        CSharpCompilation compilation = Compilations.Of(Compilations.Networks(NetworkCount), "class Unrelated { }");
        compilation.GetDiagnostics(); // Compiles the compiler, binds the attributes: what csc has done by then is not the generator's.

        long start = Stopwatch.GetTimestamp();
        GeneratorDriver driver = Compilations.Driver(isTracking: false).RunGenerators(compilation);
        TimeSpan cold = Stopwatch.GetElapsedTime(start);

        CSharpCompilation edited = compilation;
        var edits = new TimeSpan[Edits];
        for (int i = 0; i < Edits; i++)
        {
            SyntaxTree unrelated = edited.SyntaxTrees[1];
            edited = edited.ReplaceSyntaxTree(unrelated, CSharpSyntaxTree.ParseText($"class Edited{i} {{ }}", (CSharpParseOptions)unrelated.Options));
            start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(edited);
            edits[i] = Stopwatch.GetElapsedTime(start);
        }

        long characters = driver.GetRunResult().GeneratedTrees.Sum(static tree => (long)tree.Length);
        Console.WriteLine($"{NetworkCount} networks of 3 layers: {cold.TotalSeconds:F2} s in a generator that was never run before, {characters / 1e6:F0} million characters.");
        IncrementalStepRunReason[] reasons = ReasonsAfter(compilation, edited);
        int run = reasons.Count(static reason => reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Console.WriteLine($"After an edit elsewhere: {edits[0].TotalSeconds:F2} s, and {edits.Min().TotalSeconds:F2} s once it is compiled; {run} of {reasons.Length} networks written again.");
    }

    // Tracking takes longer than what it tracks, so it has a run of its own.
    private static IncrementalStepRunReason[] ReasonsAfter(CSharpCompilation compilation, CSharpCompilation edited) =>
    [
        .. Compilations.Driver(isTracking: true).RunGenerators(compilation).RunGenerators(edited).GetRunResult().Results[0]
            .TrackedOutputSteps.Values.SelectMany(static steps => steps).SelectMany(static step => step.Outputs).Select(static output => output.Reason),
    ];

    private static void PrintSize()
    {
        var table = new MarkdownTable(["one layer", "weights", "source, characters", "IL, bytes", "largest method, bytes"]);
        foreach ((int fanIn, int fanOut, string activation) in new[]
        {
            (4, 4, "Relu"), (16, 16, "Relu"), (64, 64, "Relu"), (64, 64, "Tanh"), (64, 10, "Softmax"), (61, 67, "Relu"),
            (512, 512, "Relu"), (513, 1027, "Relu"), (4096, 4096, "Relu"), (16384, 16384, "Relu"),
        })
        {
            Compilations.Driver(isTracking: false).RunGeneratorsAndUpdateCompilation(
                Compilations.Of(string.Create(CultureInfo.InvariantCulture, $"using Layerwise; [Layer({fanIn}, {fanOut}, Activation.{activation})] public sealed partial class Net {{ }}")),
                out Compilation compilation,
                out _);
            long characters = compilation.SyntaxTrees.Skip(1).Sum(static tree => (long)tree.Length);
            int[] methods = MethodSizes(compilation);
            table.Row(
            [
                $"{fanIn} → {fanOut} {activation}", (fanIn * fanOut).ToString("N0", CultureInfo.InvariantCulture),
                characters.ToString("N0", CultureInfo.InvariantCulture),
                methods.Sum().ToString("N0", CultureInfo.InvariantCulture),
                methods.Max().ToString("N0", CultureInfo.InvariantCulture),
            ]);
        }
    }

    private static int[] MethodSizes(Compilation compilation)
    {
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        if (!result.Success) throw new InvalidOperationException("The generated code does not compile: " + result.Diagnostics.First(static d => d.Severity == DiagnosticSeverity.Error));
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return
        [
            .. Assembly.Load(image.ToArray()).GetTypes()
                .SelectMany(static type => type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)))
                .Select(static method => method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0),
        ];
    }
}
