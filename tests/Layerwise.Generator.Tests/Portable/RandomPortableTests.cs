using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Portable;

/// <summary>What is written of random frozen networks for other compilers computes what they do.</summary>
[Trait("Category", "Slow")]
public sealed class RandomPortableTests : IClassFixture<PortableNetworks>
{
    private const string RuntimeConfiguration = """
        { "runtimeOptions": { "tfm": "net8.0", "rollForward": "Major", "framework": { "name": "Microsoft.NETCore.App", "version": "8.0.0" } } }
        """;

    private static readonly string FrameworkReferences = typeof(RandomPortableTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "FrameworkReferences").Value!;

    private readonly PortableNetworks _networks;
    private readonly ITestOutputHelper _output;

    public RandomPortableTests(PortableNetworks networks, ITestOutputHelper output)
    {
        _networks = networks;
        _output = output;
        output.WriteLine(Sweep.Note);
        if (PortableNetworks.Weights.Length > 0) output.WriteLine($"Weights are {PortableNetworks.Weights}.");
    }

    [SkippableTheory]
    [InlineData("dotnet")]
    [InlineData("mono")]
    public void As_CSharp_9_for_NET_Framework(string runtime)
    {
        Tool.Require(runtime, "emitted C# on Mono");
        string program = Path.Combine(_networks.Folder, $"on-{runtime}.exe");
        Compile(program);
        if (runtime == "dotnet") File.WriteAllText(Path.ChangeExtension(program, ".runtimeconfig.json"), RuntimeConfiguration);
        string found = new Command(runtime, program, InputFile(_networks.Twins)) { Folder = _networks.Folder }.Run().AssertSuccess().Output;
        _output.WriteLine(_networks.AssertComputed(_networks.Twins, found));
    }

    // Sanitizers take three times as long as the highest warning level.
    [SkippableTheory]
    [InlineData("gcc", "-O1 -fsanitize=address,undefined -fno-sanitize-recover=all", 8)]
    [InlineData("gcc", "-O2 -Wconversion -Wshadow -Wdouble-promotion", int.MaxValue)]
    [InlineData("clang", "-O2 -Wconversion -Wshadow -Wdouble-promotion", 12)]
    public void As_C99(string compiler, string options, int usual)
    {
        Tool.Require(compiler, $"emitted C with {compiler}");
        IReadOnlyList<Twin> twins = Sweep.Draw(_networks.Twins, usual, new Random(Sweep.Seed));
        File.WriteAllText(Path.Combine(_networks.Folder, "main.c"), MainOfC(twins));
        string[] sources = [.. twins.Select(static twin => FileOf(twin) + ".c")];
        string[] strict = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic"];
        foreach (string source in sources) Run(compiler, [.. strict, .. options.Split(' '), "-c", source]);
        string[] objects = [.. sources.Select(static source => Path.ChangeExtension(source, ".o"))];
        Run(compiler, [.. strict, .. options.Split(' ').Where(static option => option[1] is 'O' or 'f'), "main.c", .. objects, "-lm", "-o", "main"]);
        _output.WriteLine(_networks.AssertComputed(twins, Run(Path.Combine(_networks.Folder, "main"), InputFile(twins))));
    }

    private string Run(string program, params string[] arguments) => new Command(program, arguments) { Folder = _networks.Folder }.Run().AssertSuccess().Output;

    private string InputFile(IReadOnlyList<Twin> twins)
    {
        string path = Path.Combine(_networks.Folder, "inputs");
        File.WriteAllLines(path, twins.Select(static twin => twin.InputText));
        return path;
    }

    // The lowest language, the oldest library, and not one remark at the highest warning level.
    private void Compile(string program)
    {
        IEnumerable<string> sources = _networks.Twins.Select(twin => File.ReadAllText(Path.Combine(_networks.Folder, twin.Name + ".cs"))).Append(MainOfCSharp());
        var options = new CSharpParseOptions(LanguageVersion.CSharp9, DocumentationMode.Diagnose);
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(program),
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            [MetadataReference.CreateFromFile(Path.Combine(FrameworkReferences, "mscorlib.dll"))],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, checkOverflow: true, warningLevel: 9999));
        using FileStream image = File.Create(program);
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
    }

    private string MainOfCSharp()
    {
        IEnumerable<string> calls = _networks.Twins.Select(static twin => twin.Steps > 0
            ? $"        Run({SequenceOfCSharp(twin)}, {twin.Name}.SelfTest, {twin.Name}.InputSize, {twin.Name}.OutputSize, 0);"
            : $"        Run({twin.Name}.Forward, {twin.Name}.SelfTest, {twin.Name}.InputSize, {twin.Name}.OutputSize, {twin.Name}.HiddenSize);");
        return $$"""
            using System;
            using System.Globalization;
            using System.IO;
            using Random;

            internal static class Program
            {
                private delegate void Pass(float[] inputs, int inputStart, float[] outputs, int outputStart, float[] hidden);

                private static TextReader _lines;

                private static void Main(string[] arguments)
                {
                    _lines = new StreamReader(arguments[0]);
            {{string.Join('\n', calls)}}
                }

                private static void Run(Pass forward, Func<bool> selfTest, int inputSize, int outputSize, int hiddenSize)
                {
                    float[] inputs = Array.ConvertAll(_lines.ReadLine().Split(' '), word => float.Parse(word, CultureInfo.InvariantCulture));
                    float[] outputs = new float[{{Twin.Rows}} * outputSize];
                    float[] hidden = hiddenSize > 0 ? new float[hiddenSize] : null;
                    for (int row = 0; row < {{Twin.Rows}}; row++) forward(inputs, row * inputSize, outputs, row * outputSize, hidden);
                    foreach (float output in outputs) Console.Write(output.ToString("R", CultureInfo.InvariantCulture) + " ");
                    Console.WriteLine(selfTest() ? "1" : "0");
                }
            }
            """;
    }

    // A step by itself, and the others as a block: a sequence goes on where it was. Where only the last answer is asked for, it replaces those before.
    private static string SequenceOfCSharp(Twin twin) => $"(inputs, start, outputs, end, hidden) => {{ var state = new {twin.Name}.State(); " + (twin.AnswersEachStep
        ? $"{twin.Name}.Forward(inputs, start, outputs, end, 1, state); "
            + $"{twin.Name}.Forward(inputs, start + {twin.Name}.StepInputSize, outputs, end + {twin.Name}.StepOutputSize, {twin.Name}.Steps - 1, state); }}"
        : $"for (int step = 0; step < {twin.Name}.Steps; step++) {twin.Name}.Forward(inputs, start + step * {twin.Name}.StepInputSize, outputs, end, 1, state); }}");

    private static string SequenceOfC(Twin twin)
    {
        string name = twin.Name.ToLowerInvariant(), upper = twin.Name.ToUpperInvariant();
        string steps = twin.AnswersEachStep
            ? $"{name}_forward(inputs, outputs, 1, &state);\n    {name}_forward(inputs + {upper}_STEP_INPUT_SIZE, outputs + {upper}_STEP_OUTPUT_SIZE, {upper}_STEPS - 1, &state);"
            : $"for (int step = 0; step < {upper}_STEPS; step++) {name}_forward(inputs + step * {upper}_STEP_INPUT_SIZE, outputs, 1, &state);";
        return $$"""
            static void {{name}}_sequence(const float *inputs, float *outputs)
            {
                {{name}}_state state;
                {{name}}_reset(&state);
                {{steps}}
            }
            """;
    }

    private static string FileOf(Twin twin) => twin.Name.ToLowerInvariant();

    private static string MainOfC(IReadOnlyList<Twin> twins)
    {
        string Calls(Twin twin) =>
            $"    run(file, {twin.Name.ToLowerInvariant()}_{(twin.Steps > 0 ? "sequence" : "forward")}, {twin.Name.ToLowerInvariant()}_self_test, "
            + $"{twin.Name.ToUpperInvariant()}_INPUT_SIZE, {twin.Name.ToUpperInvariant()}_OUTPUT_SIZE);";
        return $$"""
            #include <stdio.h>
            #include <stdlib.h>
            {{string.Join('\n', twins.Select(static twin => $"#include \"{FileOf(twin)}.h\""))}}

            typedef void pass(const float *inputs, float *outputs);

            {{string.Join("\n\n", twins.Where(static twin => twin.Steps > 0).Select(SequenceOfC))}}

            static void run(FILE *file, pass *forward, int (*self_test)(void), int input_size, int output_size)
            {
                static float inputs[{{twins.Max(static twin => twin.InputSize)}}], outputs[{{twins.Max(static twin => twin.OutputSize)}}];
                for (int row = 0; row < {{Twin.Rows}}; row++)
                {
                    for (int i = 0; i < input_size; i++)
                    {
                        if (fscanf(file, "%f", &inputs[i]) != 1) exit(1);
                    }

                    forward(inputs, outputs);
                    for (int i = 0; i < output_size; i++) printf("%.9g ", (double)outputs[i]);
                }

                printf("%d\n", self_test());
            }

            int main(int count, char **arguments)
            {
                FILE *file = count == 2 ? fopen(arguments[1], "r") : NULL;
                if (!file) return 1;
            {{string.Join('\n', twins.Select(Calls))}}
                return 0;
            }

            """;
    }
}
