using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Benchmarks.Compiler;

/// <summary>Programs to compile, and the generator as the compiler loads it.</summary>
internal static class Compilations
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(System.IO.Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    public static CSharpCompilation Of(params IEnumerable<string> sources) => CSharpCompilation.Create(
        "Measured",
        sources.Select(static source => CSharpSyntaxTree.ParseText(source, ParseOptions)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: false));

    public static GeneratorDriver Driver(bool isTracking)
    {
        return CSharpGeneratorDriver.Create(
            Reference("Layerwise.Generator.dll").GetGenerators(LanguageNames.CSharp),
            parseOptions: ParseOptions,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: isTracking));
    }

    /// <summary>Every analyzer, as the compiler loads them.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers() => Reference("Layerwise.Analyzers.dll").GetAnalyzers(LanguageNames.CSharp);

    /// <summary>Networks of three layers, every one of other sizes.</summary>
    public static string Networks(int count)
    {
        var random = new Random(1);
        var source = new StringBuilder("using Layerwise;\n");
        for (int i = 0; i < count; i++)
        {
            int[] sizes = [random.Next(2, 300), random.Next(2, 300), random.Next(2, 300), random.Next(2, 300)];
            source.AppendLine(CultureInfo.InvariantCulture, $$"""
                [Layer({{sizes[0]}}, {{sizes[1]}}, Activation.Relu)]
                [Layer({{sizes[1]}}, {{sizes[2]}}, Activation.Tanh)]
                [Layer({{sizes[2]}}, {{sizes[3]}}, Activation.Softmax)]
                public sealed partial class Net{{i}} { }
                """);
        }

        return source.ToString();
    }

    private static AnalyzerFileReference Reference(string assembly) =>
        new(System.IO.Path.Combine(AppContext.BaseDirectory, "Compiler", assembly), new Loader());

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
