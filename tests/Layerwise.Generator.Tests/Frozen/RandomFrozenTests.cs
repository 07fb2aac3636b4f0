using System.Globalization;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Generator.Tests.RandomNetworks;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>Random declarations, frozen as constants and as embedded files, compute what the trainable ones do. Others in each run.</summary>
[Trait("Category", "Slow")]
public sealed class RandomFrozenTests(ITestOutputHelper output) : IDisposable
{
    private static readonly int Networks = Math.Min(24, Sweep.Count(4));

    // A folded normalization rounds at other places, and deep networks enlarge that; everything else is the same to the bit.
    private const float Tolerance = 1e-3f;

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-frozen-").FullName;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Frozen_twins_agree(bool embeds)
    {
        output.WriteLine(Sweep.Note);
        var declarations = new RandomDeclaration(unchecked(Sweep.Seed + (embeds ? 1 : 0)));
        string[] trainable = [.. Enumerable.Range(0, Networks).Select(i => declarations.Source(Name(i)))];
        string[] files = [.. Enumerable.Range(0, Networks).Select(i => Path.Combine(_folder, Name(i) + ".safetensors"))];
        using (LoadedAssembly assembly = Consumer(trainable).Load())
        {
            foreach ((Type network, string file) in assembly.Networks.Zip(files)) LoadedAssembly.Visit(network, new FrozenProject.Saver(file));
        }

        using LoadedAssembly both = (Consumer([.. trainable, .. trainable.Select(Frozen)]) with { AdditionalFiles = files, EmbedsFiles = embeds }).Load();
        Type[] types = [.. both.Networks];
        for (int i = 0; i < Networks; i++)
        {
            string difference = LoadedAssembly.Visit(types[i], new Comparison(types[Networks + i], files[i]));
            Assert.True(difference.Length == 0, $"{trainable[i]}\n{difference}");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Name(int i) => $"Network{i.ToString("D2", CultureInfo.InvariantCulture)}";

    // The names of the twins come after those of the others, in the same order.
    private static string Frozen(string source, int i) => $"[Frozen(\"{Name(i)}.safetensors\")]\n"
        + source[(source.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace($"sealed partial class {Name(i)}", $"static partial class Still{Name(i)}", StringComparison.Ordinal);

    private static Consumer Consumer(string[] networks) => new(
        $"using Layerwise;\n\nnamespace Random;\n\n{string.Join("\n\n", networks)}", CustomActivations.Lisht, CustomActivations.GenericLisht)
    {
        Documentation = Microsoft.CodeAnalysis.DocumentationMode.Parse,
    };

    private sealed class Comparison(Type still, string file) : INetworkVisitor<string>
    {
        public string Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            const int rows = 7;
            Safetensors.Load(network, file);
            float[] inputs = FrozenProject.Inputs(rows * TNetwork.InputSize);
            var expected = new float[rows * TNetwork.OutputSize];
            var found = new float[expected.Length];
            network.Forward(inputs, expected);
            FrozenProject.Forward<Pass>(still)(inputs, found);
            if (!(bool)still.GetMethod("SelfTest")!.Invoke(null, null)!) return "The self-test fails.";

            float scale = Math.Max(1, expected.Max(Math.Abs));
            int differing = expected.Zip(found).Count(pair => TNetwork.RunningStatisticsCount > 0
                ? !(Math.Abs(pair.First - pair.Second) <= Tolerance * scale)
                : BitConverter.SingleToInt32Bits(pair.First) != BitConverter.SingleToInt32Bits(pair.Second));
            return differing == 0 ? "" : $"{differing} of {expected.Length} outputs differ.";
        }
    }
}
