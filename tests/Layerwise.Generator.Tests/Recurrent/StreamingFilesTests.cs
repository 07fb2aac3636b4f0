using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>Causal convolutions that go step by step, with dense layers at each step, in files of other frameworks.</summary>
[Trait("Category", "Slow")]
public sealed class StreamingFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-streaming-").FullName;

    [Fact]
    public void Modules_of_PyTorch_are_counted_without_a_flattening()
    {
        using LoadedAssembly assembly = new Consumer("""
            using Layerwise;

            /// <summary>A network.</summary>
            [Network(Streaming = true)]
            [Input(6, 2)]
            [Conv1D(2, 4, 3, Activation.Tanh, Padding = Padding.Causal)]
            [Conv1D(4, 4, 2, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)]
            [Layer(4, 3, Activation.Identity)]
            public sealed partial class Net;
            """).Load();
        Assert.True(assembly.Visit(new Names(Path.Combine(_folder, "net.safetensors"))));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Names(string path) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            TensorNaming naming = TensorNaming.PyTorchSequential<TNetwork>();
            Safetensors.Save(network, path, naming);
            SafetensorsFile file = SafetensorsFile.Read(path);
            Assert.Equal([4, 2, 3], file["0.weight"].Shape);
            Assert.Equal([4, 4, 2], file["2.weight"].Shape);
            Assert.Equal([3, 4], file["4.weight"].Shape);

            // nn.Linear has a row for each output; nothing is counted channel by channel, because nothing is flattened.
            LayerInfo layer = TNetwork.Layers[2];
            float[] weights = new float[12];
            file["4.weight"].CopyTo(weights);
            for (int i = 0; i < weights.Length; i++) Assert.Equal(network.Parameters[layer.WeightsOffset + (i % 4 * 3) + (i / 4)], weights[i]);
            float[] parameters = network.Parameters.ToArray();
            network.Parameters.Clear();
            Safetensors.Load(network, path, naming);
            return network.Parameters.SequenceEqual(parameters);
        }
    }
}
