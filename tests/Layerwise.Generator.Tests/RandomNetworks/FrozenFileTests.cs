using System.Globalization;
using Layerwise.Generator.Tests.Frozen;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.RandomNetworks;

/// <summary>A class that is nothing but the name of a file, which a random network was saved as, computes what the network does.</summary>
[Trait("Category", "Slow")]
public sealed class FrozenFileTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 3;

    // What becomes part of the weights rounds at other places, and deep networks enlarge that.
    private const float Tolerance = 1e-3f;

    private static readonly int Networks = Math.Min(24, Sweep.Count(8));

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-saved-").FullName;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    [Fact]
    public void Files_of_random_networks_are_frozen()
    {
        output.WriteLine(Sweep.Note);
        var declarations = new RandomDeclaration(Sweep.Seed);
        string[] sources = [.. Enumerable.Range(0, Networks).Select(i => declarations.Source(Name(i)))];
        using LoadedAssembly trained = Consumer(string.Join("\n\n", sources), CustomActivations.Lisht, CustomActivations.GenericLisht).Load();
        float[]?[] outputs = [.. trained.Networks.Select(network => LoadedAssembly.Visit(network, new Saver(_folder)))];
        int[] saved = [.. Enumerable.Range(0, Networks).Where(i => outputs[i] is not null)];
        Assert.NotEmpty(saved);
        string classes = string.Join('\n', saved.Select(static i => $"[Frozen(\"{Name(i)}.onnx\")]\npublic static partial class {Name(i)};"));
        using LoadedAssembly frozen = (Consumer(classes) with { AdditionalFiles = Directory.GetFiles(_folder) }).Load();
        Assert.All(saved, i => AssertClose(outputs[i]!, frozen.Frozen.Single(type => type.Name == Name(i)), sources[i]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Name(int i) => $"Network{i.ToString("D2", CultureInfo.InvariantCulture)}";

    private static Consumer Consumer(string networks, params string[] others) =>
        new([$"using Layerwise;\n\nnamespace Random;\n\n{networks}", .. others]) { Documentation = DocumentationMode.Parse };

    private static void AssertClose(float[] expected, Type still, string source)
    {
        Assert.True(still.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>)]) is not null, $"Nothing is generated for the file of\n{source}");
        float[] found = new float[expected.Length];
        FrozenProject.Forward<Pass>(still)(Inputs(expected.Length, still), found);
        float scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.True(expected.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * scale), $"The outputs are others:\n{source}");
    }

    private static float[] Inputs(int outputs, Type still)
    {
        int Constant(string name) => (int)still.GetField(name)!.GetRawConstantValue()!;
        return FrozenProject.Inputs(outputs / Constant("OutputSize") * Constant("InputSize"));
    }

    // Null where ONNX doesn't have its layers, and of a network that goes step by step, whose file says no number of steps.
    private sealed class Saver(string folder) : INetworkVisitor<float[]?>
    {
        public float[]? Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            if (TNetwork.Steps > 0 || TNetwork.Layers.ToArray().Any(static layer => layer.Activation == Activation.Custom)) return null;
            var random = new Random(5);
            foreach (ref float parameter in network.Parameters) parameter += random.NextSingle() - 0.5f;
            foreach (ref float statistic in network.RunningStatistics) statistic += random.NextSingle();
            Onnx.Save(network, Path.Combine(folder, typeof(TNetwork).Name + ".onnx"));
            float[] outputs = new float[Rows * TNetwork.OutputSize];
            network.Forward(FrozenProject.Inputs(Rows * TNetwork.InputSize), outputs);
            return outputs;
        }
    }
}
