using System.Collections.Concurrent;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Runtime;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>A project with a network and its frozen twin, <c>Trained</c> and <c>Still</c>, and the file of weights between them, in a folder of its own.</summary>
internal sealed class FrozenProject : IDisposable
{
    // The same layers are frozen in many ways, and their weights drawn once.
    private static readonly ConcurrentDictionary<string, byte[]> Drawn = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-frozen-").FullName;

    /// <summary>Whether the program has the whole file instead of constants.</summary>
    public bool Embeds { get; init; }

    /// <summary>The format of its constants; null for floats.</summary>
    public string? Weights { get; init; }

    public string WeightFile => Path.Combine(_folder, "weights.safetensors");

    /// <summary>The sources: both classes with the same layers.</summary>
    public static string Source(params string[] layers) => $$"""
        using Layerwise;

        namespace Sample;

        /// <summary>A network.</summary>
        {{Attributes(layers)}}
        public sealed partial class Trained { }

        /// <summary>The same, frozen.</summary>
        [Frozen("weights.safetensors")]
        {{Attributes(layers)}}
        public static partial class Still { }
        """;

    /// <summary>The project, with the file if there is one.</summary>
    public Consumer Consumer(params string[] layers) => new(Source(layers), CustomActivations.Lisht)
    {
        AdditionalFiles = File.Exists(WeightFile) ? [WeightFile] : [],
        FileMetadata = Metadata,
    };

    /// <summary>Draws weights for the layers and saves them with samples.</summary>
    public void SaveWeights(params string[] layers) => SaveWeightsOf(Samples.Network("Trained", layers), CustomActivations.Lisht);

    /// <summary>The same for the only network of some sources.</summary>
    public void SaveWeightsOf(params string[] sources) => File.WriteAllBytes(WeightFile, Drawn.GetOrAdd(string.Concat(sources), _ =>
    {
        using LoadedAssembly assembly = new Consumer(sources).Load();
        assembly.Visit(new Saver(WeightFile));
        return File.ReadAllBytes(WeightFile);
    }));

    /// <summary>Writes the file again with elements of another type, as files from elsewhere have them; the samples stay what they are.</summary>
    public void ConvertWeights(TensorType type)
    {
        SafetensorsFile file = SafetensorsFile.Read(WeightFile);
        new SafetensorsFile([.. file.Tensors.Select(tensor => Converted(tensor, type))], file.Metadata).Write(WeightFile);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What a frozen class makes of samples; of one with recurrent layers: of whole sequences.</summary>
    public static TPass Forward<TPass>(Type still)
        where TPass : Delegate => still.GetMethod("Forward", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<TPass>();

    private Dictionary<string, string> Metadata
    {
        get
        {
            var metadata = new Dictionary<string, string>();
            if (Embeds) metadata["Embed"] = "true";
            if (Weights is not null) metadata["Weights"] = Weights;
            return metadata;
        }
    }

    private static string Attributes(string[] layers) => string.Join('\n', layers.Select(static layer => $"[Layer({layer})]"));

    private static Tensor Converted(Tensor tensor, TensorType type)
    {
        var values = new float[tensor.Length];
        tensor.CopyTo(values);
        byte[] data = [.. values.SelectMany(value => type switch
        {
            TensorType.F16 => BitConverter.GetBytes((Half)value),
            TensorType.BF16 => BitConverter.GetBytes(value)[2..],
            _ => BitConverter.GetBytes((double)value),
        })];
        return new Tensor(tensor.Name, ElementType.Of(type), tensor.Shape.ToArray(), data);
    }

    /// <summary>Moves every parameter and statistic from where it starts, and saves the network with samples.</summary>
    internal sealed class Saver(string path) : INetworkVisitor<int>
    {
        /// <summary>The type of its weights in the file.</summary>
        public TensorType Elements { get; init; } = TensorType.F32;

        public int Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            // Biases of fresh networks are 0, which would hide that they are lost.
            var random = new Random(5);
            foreach (ref float parameter in network.Parameters) parameter += 0.1f * (random.NextSingle() - 0.5f);
            foreach (ref float statistic in network.RunningStatistics) statistic += 0.5f * random.NextSingle();
            FrozenWeights.Save(network, path, Inputs(3 * TNetwork.InputSize), Elements);
            return 0;
        }
    }

    public static float[] Inputs(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
