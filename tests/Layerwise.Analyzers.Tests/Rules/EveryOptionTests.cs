using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Layerwise.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>
/// Every option of every attribute, with every kind of value, where it has a meaning and where it has none: one mistake is one error, a network without errors compiles, and
/// nothing throws.
/// </summary>
[Trait("Category", "Slow")]
public sealed class EveryOptionTests(Xunit.Abstractions.ITestOutputHelper output)
{
    // The generator has the attributes too, as source.
    private static readonly Assembly Runtime = typeof(Dataset).Assembly;

    // Parts of values that mean nothing wherever they are.
    private static readonly string[] Odd = ["-1", "99", "Max", "NaN", "Infinity", "no name", "Forward"];

    // A sound network around each attribute: where its option goes is {0}.
    private static readonly (string Attribute, string[] Networks)[] Around =
    [
        ("LayerAttribute",
        [
            "[Layer(8, 8, Activation.Tanh{0})] [Layer(8, 2, Activation.Softmax)]",
            "[Layer(8, 4, Activation.Relu)] [Layer(4, 6, Activation.PRelu{0})]",
            "[Layer(8, 4, Activation.Relu)] [Layer(4, 8, Activation.Tanh{0}, Head = \"A\")] [Output(\"A\", 8, 2, Activation.Softmax)] [Output(\"B\", 4, 1, Activation.Identity)]",
            "[Input(6, 3)] [Gru(3, 4)] [Layer(4, 4, Activation.Identity{0})]",
        ]),
        ("OutputAttribute",
        [
            "[Layer(8, 4, Activation.Relu)] [Output(\"A\", 4, 4, Activation.Softmax{0})] [Output(\"B\", 4, 1, Activation.Identity)]",
            "[Layer(8, 4, Activation.Relu)] [Output(\"A\", 4, 1, Activation.Identity)] [Output(\"B\", 4, 3, Activation.Identity{0})]",
            "[Layer(8, 4, Activation.Relu)] [Output(\"A\", 4, 3, Activation.Sigmoid{0})]",
            "[Input(6, 3)] [Lstm(3, 4)] [Output(\"A\", 4, 4, Activation.Softmax{0})] [Output(\"B\", 4, 1, Activation.Identity)]",
        ]),
        ("Conv1DAttribute",
        [
            "[Input(12, 3)] [Conv1D(3, 4, 3, Activation.Relu{0})] [GlobalAveragePool] [Layer(4, 2, Activation.Softmax)]",
            "[Network(Streaming = true)] [Input(12, 3)] [Conv1D(3, 3, 2, Activation.Tanh, Padding = Padding.Causal{0})] [Layer(3, 2, Activation.Identity)]",
        ]),
        ("Conv2DAttribute", ["[Input(8, 8, 3)] [Conv2D(3, 4, 3, Activation.Relu{0})] [GlobalAveragePool] [Layer(4, 2, Activation.Softmax)]"]),
        ("MaxPool1DAttribute", ["[Input(12, 3)] [MaxPool1D(2{0})] [GlobalAveragePool] [Layer(3, 2, Activation.Softmax)]"]),
        ("AveragePool1DAttribute", ["[Input(12, 3)] [AveragePool1D(2{0})] [GlobalAveragePool] [Layer(3, 2, Activation.Softmax)]"]),
        ("MaxPool2DAttribute", ["[Input(8, 8, 3)] [MaxPool2D(2{0})] [GlobalAveragePool] [Layer(3, 2, Activation.Softmax)]"]),
        ("AveragePool2DAttribute", ["[Input(8, 8, 3)] [AveragePool2D(2{0})] [GlobalAveragePool] [Layer(3, 2, Activation.Softmax)]"]),
        ("GlobalAveragePoolAttribute", ["[Input(8, 8, 3)] [Conv2D(3, 4, 3, Activation.Relu)] [GlobalAveragePool({0})] [Layer(4, 2, Activation.Softmax)]"]),
        ("RnnAttribute", ["[Input(6, 4)] [Rnn(4, 4{0})] [Layer(4, 2, Activation.Identity)]"]),
        ("GruAttribute",
        [
            "[Input(6, 4)] [Gru(4, 4{0})] [Layer(4, 2, Activation.Identity)]",
            "[Input(6, 3)] [Lstm(3, 5)] [Gru(5, 4{0})]",
        ]),
        ("LstmAttribute", ["[Input(6, 4)] [Lstm(4, 5{0})] [Layer(5, 2, Activation.Softmax)]"]),
        ("NetworkAttribute",
        [
            "[Network({0})] [Layer(8, 4, Activation.Relu)] [Layer(4, 3, Activation.Softmax)]",
            "[Network({0})] [Layer(8, 4, Activation.Relu)] [Layer(4, 1, Activation.Identity)]",
            "[Network({0})] [Layer(8, 4, Activation.Relu)] [Output(\"A\", 4, 2, Activation.Softmax)] [Output(\"B\", 4, 1, Activation.Identity)]",
            "[Network({0})] [Input(6, 3)] [Gru(3, 4)] [Layer(4, 2, Activation.Identity)]",
            "[Network({0})] [Input(6, 3)] [Gru(3, 4, LastStepOnly = true)]",
            "[Network({0})] [Input(8, 8, 3)] [Conv2D(3, 4, 3, Activation.Relu)] [GlobalAveragePool] [Layer(4, 2, Activation.Softmax)]",
        ]),
    ];

    // But for that of files, which are no part of a declaration here.
    [Fact]
    public void Every_attribute_is_there() => Assert.Equal(
        Runtime.GetExportedTypes()
            .Where(static type => type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract && type.Namespace == "Layerwise" && Options(type.Name).Any())
            .Select(static type => type.Name)
            .Except(["FrozenAttribute"])
            .Order(),
        Around.Select(static around => around.Attribute).Order());

    [Fact]
    public async Task One_mistake_is_one_error()
    {
        (string, int)[] all =
        [
            .. from around in Around
               from option in Options(around.Attribute)
               from value in Values(option)
               from network in around.Networks
               select (Written(network, (option.Name, value)), 1),
        ];
        await CheckAsync(Sweep.Draw(all, usual: all.Length / 8, new Random(Sweep.Seed)));
    }

    // Up to four options of a layer, and as many of the network around it.
    [Fact]
    public async Task Several_mistakes_are_not_more_errors()
    {
        var random = new Random(Sweep.Seed);
        await CheckAsync([.. Enumerable.Range(0, Sweep.Count(75)).Select(_ => Several(random))]);
    }

    private static (string Network, int Options) Several(Random random)
    {
        const int Most = 4;
        (string attribute, string[] networks) = Around[random.Next(Around.Length)];
        (string, string)[] own = Drawn(attribute);
        string network = Written(networks[random.Next(networks.Length)], own);
        if (network.Contains("[Network", StringComparison.Ordinal) || random.Next(2) == 0) return (network, own.Length);

        (string, string)[] whole = Drawn("NetworkAttribute");
        return (Written("[Network({0})] " + network, whole), own.Length + whole.Length);

        (string, string)[] Drawn(string of)
        {
            PropertyInfo[] options = [.. Options(of)];
            random.Shuffle(options);
            return [.. options.Take(random.Next(1, Most + 1)).Select(option => (option.Name, Value(option)))];
        }

        // Mostly one that may have a meaning, or hardly any network would be one.
        string Value(PropertyInfo option)
        {
            string[] values = Values(option);
            string[] usual = random.Next(8) == 0 ? values : Array.FindAll(values, static value => !Array.Exists(Odd, odd => value.Contains(odd, StringComparison.Ordinal)));
            return usual[random.Next(usual.Length)];
        }
    }

    private async Task CheckAsync(IReadOnlyList<(string Network, int Options)> networks)
    {
        CSharpCompilation compilation = Compilations.Of(
            "using Layerwise;\n" + string.Join('\n', networks.Select(static (network, i) => $"{network.Network} public sealed partial class Net{i.ToString(CultureInfo.InvariantCulture)};")));
        Compilation generated = Compilations.Generated(compilation);
        AnalysisResult analysis = await new CompilationWithAnalyzers(compilation, [new DeclarationAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAnalysisResultAsync(CancellationToken.None);
        ILookup<int, Diagnostic> found = analysis.GetAllDiagnostics()
            .Concat(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            .ToLookup(static diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line - 1);
        HashSet<string> emitted = [.. generated.SyntaxTrees.Where(Compilations.IsGenerated).Select(static tree => Path.GetFileName(tree.FilePath).Split('.', '-')[0])];

        output.WriteLine($"{emitted.Count} of {networks.Count} are emitted.");
        var failures = new List<string>();
        for (int i = 0; i < networks.Count; i++)
        {
            string Said() => string.Join(" | ", found[i].Select(static diagnostic => $"{diagnostic.Severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
            int errors = found[i].Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            bool isTwice = found[i].GroupBy(static diagnostic => (diagnostic.Id, diagnostic.Location)).Any(static same => same.Count() > 1);
            bool isEmitted = emitted.Contains($"Net{i.ToString(CultureInfo.InvariantCulture)}");
            if (errors > networks[i].Options || isTwice || isEmitted == errors > 0) failures.Add($"{networks[i].Network}\n    emitted: {isEmitted}; {Said()}");
        }

        Assert.DoesNotContain(analysis.GetAllDiagnostics(), static diagnostic => diagnostic.Id == "AD0001");
        Assert.True(failures.Count == 0, $"{failures.Count} of {networks.Count}, {Sweep.Note}:\n" + string.Join('\n', failures.Take(60)));
        Assert.Empty(generated.GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && Compilations.IsGenerated(diagnostic.Location.SourceTree!))
            .Take(5));
    }

    // An option that the network has already gets the value in place of its own.
    private static string Written(string network, params IReadOnlyCollection<(string Option, string Value)> options)
    {
        int place = network.IndexOf("{0}", StringComparison.Ordinal);
        int start = network.LastIndexOf('[', place), end = network.IndexOf(']', place);
        AttributeSyntax attribute = SyntaxFactory.ParseCompilationUnit(network[start..(end + 1)].Replace("{0}", "", StringComparison.Ordinal) + " class X;")
            .DescendantNodes().OfType<AttributeSyntax>().Single();
        string[] arguments =
        [
            .. attribute.ArgumentList?.Arguments
                .Where(argument => options.All(given => given.Option != argument.NameEquals?.Name.Identifier.ValueText))
                .Select(static argument => argument.ToString()) ?? [],
            .. options.Select(static given => $"{given.Option} = {given.Value}"),
        ];
        return $"{network[..start]}[{attribute.Name}({string.Join(", ", arguments)})]{network[(end + 1)..]}";
    }

    private static IEnumerable<PropertyInfo> Options(string attribute) =>
        Runtime.GetType($"Layerwise.{attribute}")!.GetProperties().Where(static property => property.SetMethod is { IsPublic: true });

    private static string[] Values(PropertyInfo option) => option.PropertyType switch
    {
        var type when type == typeof(int) => ["-1", "0", "1", "2", "3", "int.MaxValue"],
        var type when type == typeof(float) => ["-1", "0", "0.25f", "1", "3", "float.NaN", "float.PositiveInfinity", "float.Epsilon", "float.MaxValue"],
        var type when type == typeof(bool) => ["false", "true"],
        var type when type == typeof(string) => ["null", "\"\"", "\"A\"", "\"B\"", "\"Forward\"", "\"no name\""],
        var type when type == typeof(float[]) => ["null", "new float[0]", "new[] { 1f }", "new[] { 1f, 2, 3 }", "new[] { -1f, float.NaN, 2 }", "new float[4]", "new float[3]"],
        var type when type.IsEnum => [.. Enum.GetNames(type).Select(name => $"{type.Name}.{name}"), $"({type.Name})(-1)", $"({type.Name})99"],
        var type => throw new InvalidOperationException($"No values of {type} are known."),
    };
}
