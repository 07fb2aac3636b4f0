using System.Globalization;
using Layerwise.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Analyzers.Tests;

/// <summary>
/// Declarations with tokens removed, doubled, swapped and replaced: neither generator nor analyzers throw, other networks keep their code, and what is generated
/// for a declaration that the compiler takes also compiles. LAYERWISE_SEED and LAYERWISE_MUTATIONS ask for other and for more of them; LAYERWISE_COMPILE=0 leaves out
/// the compiling of what is generated, which is nearly all that a mutation costs.
/// </summary>
[Trait("Category", "Slow")]
public sealed class MutatedSourceTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int PerCompilation = 250;

    private static readonly string[] Declarations =
    [
        "[Layer(64, 32, Activation.Relu, Init.HeNormal)] [Layer(32, 10, Activation.Softmax, Init.XavierUniform)] public sealed partial class Net { }",
        "[Network(Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f })] [Layer(3, 4, Activation.PRelu, BatchNormalization = true, Dropout = 0.5f)] [Layer(4, 2, Activation.Softmax)] partial class Net { public Net(int seed) => Initialize((ulong)seed); }",
        "[Network(Loss = Loss.Huber, Delta = 2f, InputPower = 3f)] [Layer(fanOut: 4, fanIn: 3, activation: Activation.LeakyRelu, Slope = 0.2f, InitScale = 1e-3f)] [Layer(4, 4, typeof(Act), Bias = false)] [Layer(4, 1, Activation.Identity, Init.Constant, BiasValue = -0.5f)] partial class Net { struct Act : IActivation { public static T Value<T>(T z) where T : struct, Layerwise.Runtime.ILanes<T> => z; public static T Derivative<T>(T z, T a) where T : struct, Layerwise.Runtime.ILanes<T> => z; } }",
        "partial class Outer { [Layer(2, 2, Activation.Tanh, Init.VarianceScaling, VarianceScale = 2f, FanMode = FanMode.FanOut, InitDistribution = InitDistribution.Uniform)] internal partial class Training { [Layer(1, 1, (Activation)2, Init.Sparse, Sparsity = 0.3f), Layer(1, 2, default)] internal partial class @class; } }",
        "[Frozen(\"a.safetensors\")] [Layer(2, 2, Activation.Elu, Init.Identity, Gain = 1.5f)] static partial class Net { static void Use() { var w = new Net.Workspace(3); } }",
    ];

    private static readonly string[] Words =
    [
        "0", "-1", "1", "2147483647", "2147483648", "1e30f", "float.NaN", "1.5", "null", "default", "\"x\"", "'c'", "typeof(int)", "typeof(int*[])", "typeof(Net)", "new[] { 1f }", "new int[0]",
        "Activation.Custom", "(Activation)99", "Init.Sparse", "Loss.Hinge", "nint", "nameof", "TLanes", "System", "Layerwise", "global", "Kernels", "Forward", "static", "abstract", "record", "struct", "file",
        "<T>", "(", ")", "[", "]", "{", "}", ";", ",", "=", ":", ".", "@", "partial", "class", "Slope", "Dropout", "Layer", "Network", "#if false", "/*", "int InputSize;", ": Missing",
    ];

    [Fact]
    public async Task Mutated_declarations_harm_nobody()
    {
        int seed = Setting("LAYERWISE_SEED", 20261128);
        int count = Setting("LAYERWISE_MUTATIONS", PerCompilation);
        output.WriteLine($"LAYERWISE_SEED={seed} LAYERWISE_MUTATIONS={count}");
        var random = new Random(seed);
        int generated = 0;
        for (int done = 0; done < count; done += PerCompilation)
        {
            string[] sources = [.. Enumerable.Range(0, Math.Min(PerCompilation, count - done)).Select(i => $"using Layerwise; namespace N{i} {{ {Mutated(random)} }}")];
            generated += await CheckAsync(sources);
        }

        output.WriteLine($"{generated} generated files");
        Assert.True(generated > 0);
    }

    private static string Mutated(Random random)
    {
        List<string> tokens = [.. CSharpSyntaxTree.ParseText(Declarations[random.Next(Declarations.Length)]).GetRoot().DescendantTokens().Select(static token => token.Text)];
        for (int i = random.Next(1, 4); i > 0 && tokens.Count > 2; i--)
        {
            int at = random.Next(tokens.Count - 1);
            int other = random.Next(tokens.Count - 1);
            switch (random.Next(5))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[other]);
                    break;
                case 2:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3:
                    tokens.Insert(at, Words[random.Next(Words.Length)]);
                    break;
                default:
                    tokens[at] = Words[random.Next(Words.Length)];
                    break;
            }
        }

        return string.Join(' ', tokens);
    }

    private static async Task<int> CheckAsync(string[] sources)
    {
        CSharpCompilation compilation = Compilations.Of([.. sources, "[Layerwise.Layer(2, 1, Layerwise.Activation.Tanh)] partial class Sound;"]);
        GeneratorRunResult result = CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Compilations.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation whole, out _)
            .GetRunResult().Results.Single();
        Assert.True(result.Exception is null, $"{result.Exception}");
        if (!result.GeneratedSources.Any(static source => source.HintName == "Sound.g.cs"))
        {
            // A type of the project's own called Layerwise takes the attributes from all sources, a variable of the main program called nint the keyword; a rule or the compiler
            // says so, and the other half of the sources is checked as well.
            Assert.True(await SaysWhyAsync(compilation), $"nothing says why Sound isn't generated beside:\n{string.Join('\n', sources)}");
            return sources.Length == 1 ? 0 : await CheckAsync(sources[..(sources.Length / 2)]) + await CheckAsync(sources[(sources.Length / 2)..]);
        }

        if (Setting("LAYERWISE_COMPILE", 1) == 0)
        {
            await Analysis.RunAsync(compilation);
            return result.GeneratedSources.Length;
        }

        await Analysis.RunAsync(whole);

        // What the compiler refuses in a source by itself, it may refuse in its generated part.
        ILookup<bool, Diagnostic> errors = Errors(whole)
            .Where(static error => error.Location.SourceTree is not null)
            .ToLookup(static error => Compilations.IsGenerated(error.Location.SourceTree!));
        HashSet<string> refused = [.. errors[false].Select(static error => error.Location.SourceTree!.FilePath)];
        foreach (Diagnostic error in errors[true])
        {
            string name = Path.GetFileName(error.Location.SourceTree!.FilePath);
            int index = name[0] == 'N' && int.TryParse(name[1..name.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture, out int number) ? number : -1;
            Assert.True(index < 0 ? refused.Count > 0 : refused.Contains($"File{index + 1}.cs"), $"{error}\nfor:\n{(index < 0 ? name : sources[index])}");
        }

        return result.GeneratedSources.Length;
    }

    private static async Task<bool> SaysWhyAsync(CSharpCompilation compilation)
    {
        bool isHidden = (await Analysis.RunAsync(compilation))
            .Any(static diagnostic => diagnostic.Id == "LW1017" && diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("'Sound'", StringComparison.Ordinal));
        return isHidden || Errors(compilation).Any(static error => error.Location.SourceTree?.ToString().Contains("class Sound", StringComparison.Ordinal) == true);
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : fallback;
}
