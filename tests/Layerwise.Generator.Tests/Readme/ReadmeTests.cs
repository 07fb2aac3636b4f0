using System.Text.RegularExpressions;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Tests.Readme;

/// <summary>What the README shows is code: it compiles, and the generated part is what the generator writes.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] CodeBlocks =
        [.. Regex.Matches(Read(), "```csharp\n(.*?)```", RegexOptions.Singleline).Select(static match => match.Groups[1].Value)];

    [Fact]
    public void The_example_compiles()
    {
        string program = CodeBlocks[0].Replace("using Layerwise;\n", """
            using Layerwise;
            float[] images = new float[640];
            int[] labels = new int[10];
            float[] image = new float[64];
            float[] probabilities = new float[10];
            """ + "\n");

        Compile(program);
    }

    [Fact]
    public void Layers_of_other_kinds_compile() => Compile("using Layerwise;\n_ = new Reader(seed: 1);\n" + CodeBlocks[1]);

    [Fact]
    public void The_training_loop_compiles()
    {
        string program = $$"""
            using Layerwise;
            var network = new DigitClassifier(seed: 1);
            int steps = 1;
            float[] inputs = new float[32 * 64];
            int[] labels = new int[32];
            {{CodeBlocks[4]}}
            [Layer(64, 32, Activation.Relu, Init.HeNormal)]
            [Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
            internal sealed partial class DigitClassifier;
            """;

        Compile(program);
    }

    [Fact]
    public void Saving_and_loading_compiles() => Compile($$"""
        using Layerwise;
        var network = new DigitClassifier(seed: 1);
        {{CodeBlocks[5]}}
        [Layer(64, 10, Activation.Softmax)]
        internal sealed partial class DigitClassifier;
        """);

    [Fact]
    public void The_pass_is_what_the_generator_writes() =>
        Assert.Contains(Flat(CodeBlocks[2]), Flat(new Consumer(Samples.DigitClassifier).Generate().Text), StringComparison.Ordinal);

    [Fact]
    public void The_loop_is_that_of_the_kernel() =>
        Assert.Contains(Flat(CodeBlocks[3]), Flat(File.ReadAllText(Repository.At("src/Layerwise/Kernels/Sample.cs"))), StringComparison.Ordinal);

    private static string Read()
    {
        using Stream resource = typeof(ReadmeTests).Assembly.GetManifestResourceStream("README.md")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static void Compile(string program)
    {
        var consumer = new Consumer("global using System; global using System.Linq;", program);
        Generation generation = (consumer with { Options = consumer.Options.WithOutputKind(OutputKind.ConsoleApplication) }).Generate();

        generation.AssertCalm();
        Assert.Empty(generation.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(static line => line.Trim()));
}
