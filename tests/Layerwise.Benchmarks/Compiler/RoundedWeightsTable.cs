using System.Globalization;
using System.Reflection;
using Layerwise.Benchmarks.Machine;
using Layerwise.Benchmarks.Tables;
using Layerwise.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Benchmarks.Compiler;

/// <summary>What weights of fewer bits save, and what they cost: size, time of one sample, answers.</summary>
internal static class RoundedWeightsTable
{
    private static readonly string?[] Formats = [null, "Half", "BFloat16", "Int8"];

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    public static void Print()
    {
        string folder = Directory.CreateTempSubdirectory("layerwise-rounded-").FullName;
        try
        {
            PrintTimes(folder);
            Console.WriteLine();
            PrintDigits();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void PrintTimes(string folder)
    {
        var table = new MarkdownTable(["network", "weights", "assembly, KB", "one sample, µs", "times as fast", "largest difference"]);
        foreach (int[] sizes in (int[][])[[784, 128, 10], [784, 256, 128, 10]])
        {
            string name = string.Join('-', sizes);
            string file = Save(folder, name, sizes);
            (Pass Forward, long Bytes)[] networks = [.. Formats.Select(format => Compile(new FrozenProject(file, Embeds: false, Source(name, sizes)) { Weights = format }))];
            var random = new Random(2);
            float[] inputs = [.. Enumerable.Range(0, sizes[0]).Select(_ => random.NextSingle())];
            float[][] outputs = [.. networks.Select(network =>
            {
                var found = new float[sizes[^1]];
                network.Forward(inputs, found);
                return found;
            })];
            double[] times = Timing.Nanoseconds([.. networks.Select((network, i) => (Action<int>)(count =>
            {
                for (int call = 0; call < count; call++) network.Forward(inputs, outputs[i]);
            }))]);
            for (int i = 0; i < Formats.Length; i++)
            {
                table.Row(
                [
                    i == 0 ? name : "",
                    Formats[i] ?? "floats",
                    (networks[i].Bytes / 1024).ToString("N0", CultureInfo.InvariantCulture),
                    (times[i] / 1000).ToString("F2", CultureInfo.InvariantCulture),
                    (times[0] / times[i]).ToString("F2", CultureInfo.InvariantCulture) + "×",
                    i == 0 ? "" : Difference(outputs[0], outputs[i]).ToString("F4", CultureInfo.InvariantCulture),
                ]);
            }
        }
    }

    // The classifier of samples/Embedded over all digits that there are.
    private static void PrintDigits()
    {
        const int Pixels = 64;
        float[][] digits = [.. File.ReadLines(Repository.At("samples", "Digits", "data", "digits.csv"))
            .Select(static line => line.Split(',').Select(static number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
        var table = new MarkdownTable(["weights", "right answers", "other answers than with floats", "largest difference of a probability"]);
        float[][]? plain = null;
        foreach (string? format in Formats)
        {
            string file = Repository.At("samples", "Embedded", "digits.safetensors");
            Pass forward = Compile(new FrozenProject(file, Embeds: false, """
                using Layerwise;

                [Frozen("digits.safetensors")]
                [Layer(64, 32, Activation.Relu)]
                [Layer(32, 10, Activation.Softmax)]
                public static partial class Net { }
                """) { Weights = format }).Forward;
            float[][] answers = [.. digits.Select(digit =>
            {
                var probabilities = new float[10];
                forward([.. digit.Take(Pixels).Select(static gray => gray / 16)], probabilities);
                return probabilities;
            })];
            plain ??= answers;
            int right = digits.Zip(answers).Count(static pair => Class(pair.Second) == (int)pair.First[Pixels]);
            table.Row(
            [
                format ?? "floats",
                $"{right} of {digits.Length}",
                plain.Zip(answers).Count(static pair => Class(pair.First) != Class(pair.Second)).ToString(CultureInfo.InvariantCulture),
                plain.Zip(answers).Max(static pair => Difference(pair.First, pair.Second)).ToString("F4", CultureInfo.InvariantCulture),
            ]);
        }
    }

    private static double Difference(float[] some, float[] others) => some.Zip(others).Max(static pair => Math.Abs(pair.First - pair.Second));

    private static int Class(float[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());

    private static string Save(string folder, string name, int[] sizes)
    {
        var random = new Random(1);
        string path = System.IO.Path.Combine(folder, name + ".safetensors");
        new SafetensorsFile(
            sizes.Skip(1).SelectMany((fanOut, layer) =>
            {
                int fanIn = sizes[layer];
                float bound = MathF.Sqrt(6f / fanIn);
                float[] weights = [.. Enumerable.Range(0, fanIn * fanOut).Select(_ => bound * ((2 * random.NextSingle()) - 1))];
                string index = layer.ToString(CultureInfo.InvariantCulture);
                return (Tensor[])[Tensor.Of($"layers.{index}.weight", [fanIn, fanOut], weights), Tensor.Of($"layers.{index}.bias", [fanOut], new float[fanOut])];
            }),
            []).Write(path);
        return path;
    }

    private static string Source(string name, int[] sizes)
    {
        IEnumerable<string> layers = sizes.Skip(1).Select((fanOut, layer) =>
            string.Create(CultureInfo.InvariantCulture, $"[Layer({sizes[layer]}, {fanOut}, Activation.{(layer == sizes.Length - 2 ? "Softmax" : "Relu")})]"));
        return $"using Layerwise;\n\n[Frozen(\"{name}.safetensors\")]\n{string.Join('\n', layers)}\npublic static partial class Net {{ }}";
    }

    private static (Pass Forward, long Bytes) Compile(FrozenProject project)
    {
        CSharpCompilation compilation = Compilations.Of(project.Source);
        project.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        using var image = new MemoryStream();
        if (!generated.Emit(image).Success) throw new InvalidOperationException("The generated code does not compile.");
        MethodInfo forward = Assembly.Load(image.ToArray()).GetType("Net")!.GetMethod("Forward")!;
        return (forward.CreateDelegate<Pass>(), image.Length);
    }
}
