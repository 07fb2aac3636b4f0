using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Layerwise.Benchmarks.Networks;
using Layerwise.Benchmarks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Benchmarks.Compiler;

/// <summary>What weights in a program cost its build, an edit, its size and its first call, as constants and as an embedded file.</summary>
internal static class FrozenCost
{
    private const int Turns = 3;

    // As text, 10 MB.
    private const int JsonInputs = 999;
    private const int JsonOutputs = 1000;

    public static void Print()
    {
        string folder = Directory.CreateTempSubdirectory("layerwise-frozen-").FullName;
        try
        {
            var table = new MarkdownTable(["parameters", "are", "build, s more", "edit, ms", "source, characters", "assembly, KB", "first call, ms"]);
            TimeSpan baseline = Cost.Of(Project(folder, 2, 1, embeds: false)).Build;
            foreach ((int fanIn, int fanOut, bool embeds) in new[] { (64, 36, false), (999, 100, false), (999, 260, false), (999, 260, true), (4095, 4096, true) })
            {
                Row((fanIn + 1) * fanOut, embeds ? "embedded" : "constants", Project(folder, fanIn, fanOut, embeds));
            }

            Row(TenMegabytes.ParameterCount, "embedded ONNX", Graph(folder));
            Row(JsonInputs * JsonOutputs, "embedded JSON", Text(folder));

            void Row(int parameters, string way, FrozenProject project)
            {
                Cost cost = Cost.Of(project);
                table.Row(
                [
                    parameters.ToString("N0", CultureInfo.InvariantCulture),
                    way,
                    (cost.Build - baseline).TotalSeconds.ToString("F2", CultureInfo.InvariantCulture),
                    cost.Edit.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture),
                    cost.Characters.ToString("N0", CultureInfo.InvariantCulture),
                    (cost.Bytes / 1024).ToString("N0", CultureInfo.InvariantCulture),
                    cost.FirstCall.TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture),
                ]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FrozenProject Graph(string folder)
    {
        string path = System.IO.Path.Combine(folder, "net.onnx");
        Onnx.Save(new TenMegabytes(seed: 1), path);
        return new FrozenProject(path, Embeds: true, """
            using Layerwise;

            [Frozen("net.onnx")]
            public static partial class Net { }
            """);
    }

    private static FrozenProject Text(string folder)
    {
        var random = new Random(1);
        string path = Path.Combine(folder, "net.json");
        IEnumerable<string> rows = Enumerable.Range(0, JsonInputs).Select(_ => Numbers());
        File.WriteAllText(path, $$"""{"in_shape": [null, {{JsonInputs}}], "layers": [{"type": "dense", "activation": "relu", "weights": [[{{string.Join(",\n", rows)}}]]}]}""");
        return new FrozenProject(path, Embeds: true, """
            using Layerwise;

            [Frozen("net.json")]
            public static partial class Net { }
            """);

        string Numbers() => $"[{string.Join(", ", Enumerable.Range(0, JsonOutputs).Select(_ => (random.NextSingle() - 0.5f).ToString("F6", CultureInfo.InvariantCulture)))}]";
    }

    private static FrozenProject Project(string folder, int fanIn, int fanOut, bool embeds)
    {
        var random = new Random(1);
        float[] weights = [.. Enumerable.Range(0, fanIn * fanOut).Select(_ => random.NextSingle() - 0.5f)];
        string path = System.IO.Path.Combine(folder, "net.safetensors");
        new SafetensorsFile([Tensor.Of("layers.0.weight", [fanIn, fanOut], weights), Tensor.Of("layers.0.bias", [fanOut], new float[fanOut])], []).Write(path);
        return new FrozenProject(path, embeds, string.Create(CultureInfo.InvariantCulture, $$"""
            using Layerwise;

            [Frozen("net.safetensors")]
            [Layer({{fanIn}}, {{fanOut}}, Activation.Relu)]
            public static partial class Net { }
            """));
    }

    private sealed record Cost(TimeSpan Build, TimeSpan Edit, long Characters, long Bytes, TimeSpan FirstCall)
    {
        // The fastest of some turns: the first one also compiles the compiler, and an edit may meet a collection.
        public static Cost Of(FrozenProject project)
        {
            Cost[] turns = [.. Enumerable.Range(0, Turns).Select(_ => Measure(project))];
            return turns[0] with { Build = turns.Min(static turn => turn.Build), Edit = turns.Min(static turn => turn.Edit), FirstCall = turns.Min(static turn => turn.FirstCall) };
        }

        private static Cost Measure(FrozenProject project)
        {
            CSharpCompilation compilation = Compilations.Of(project.Source, "class Unrelated { }");
            using var image = new MemoryStream();
            long start = Stopwatch.GetTimestamp();
            GeneratorDriver driver = project.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
            if (!generated.Emit(image, manifestResources: project.Resources).Success) throw new InvalidOperationException("The generated code does not compile.");
            TimeSpan build = Stopwatch.GetElapsedTime(start);

            SyntaxTree unrelated = compilation.SyntaxTrees[1];
            CSharpCompilation edited = compilation.ReplaceSyntaxTree(unrelated, CSharpSyntaxTree.ParseText("class Edited { }", (CSharpParseOptions)unrelated.Options));
            start = Stopwatch.GetTimestamp();
            driver.RunGenerators(edited);
            TimeSpan edit = Stopwatch.GetElapsedTime(start);

            long characters = generated.SyntaxTrees.Except(compilation.SyntaxTrees).Sum(static tree => (long)tree.Length);
            return new Cost(build, edit, characters, image.Length, TimeToLoad(image.ToArray()));
        }

        // What the first call does besides compiling the kernels: the weights come to where they are read.
        private static TimeSpan TimeToLoad(byte[] image)
        {
            Type kernels = Assembly.Load(image).GetType("Net")!.GetNestedType("Kernels", BindingFlags.NonPublic)!;
            var parameters = kernels.GetProperty("Parameters", BindingFlags.NonPublic | BindingFlags.Static)!.GetMethod!.CreateDelegate<Parameters>();
            long start = Stopwatch.GetTimestamp();
            parameters();
            return Stopwatch.GetElapsedTime(start);
        }

        private delegate ref float Parameters();
    }
}
