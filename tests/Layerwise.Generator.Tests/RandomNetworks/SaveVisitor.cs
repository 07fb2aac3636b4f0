using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.RandomNetworks;

/// <summary>What became of a network that was saved and loaded.</summary>
/// <param name="IsOnnx">Whether ONNX has all its layers. A kind or an activation that it refuses is expected in <see cref="SaveVisitor"/> alone.</param>
/// <param name="Failures">What is not as it was.</param>
internal sealed record SavedNetwork(bool IsOnnx, IReadOnlyList<string> Failures);

/// <summary>Saves a network with parameters and statistics of its own in each format that has its layers, and loads it into a network with others.</summary>
internal sealed class SaveVisitor : INetworkVisitor<SavedNetwork>
{
    private const int Rows = 3;

    public SavedNetwork Visit<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(5);
        foreach (ref float parameter in network.Parameters) parameter += random.NextSingle() - 0.5f;
        foreach (ref float statistic in network.RunningStatistics) statistic += random.NextSingle();
        float[] inputs = [.. Enumerable.Range(0, Rows * TNetwork.InputSize).Select(_ => (4 * random.NextSingle()) - 2)];
        float[] outputs = Compute(network, inputs);
        var failures = new List<string>();
        LayerInfo[] layers = TNetwork.Layers.ToArray();
        bool isOnnx = Array.TrueForAll(layers, IsOnnx);
        Try("ONNX", isOnnx, stream => Onnx.Save(network, stream), static (loaded, stream) => Onnx.Load(loaded, stream));
        Try("Safetensors", hasAll: true, stream => Safetensors.Save(network, stream), static (loaded, stream) => Safetensors.Load(loaded, stream));
        Try(
            "Safetensors of PyTorch",
            hasAll: Array.TrueForAll(layers, static layer => !layer.IsRecurrent),
            stream => Safetensors.Save(network, stream, TensorNaming.PyTorchSequential<TNetwork>()),
            static (loaded, stream) => Safetensors.Load(loaded, stream, TensorNaming.PyTorchSequential<TNetwork>()));
        return new SavedNetwork(isOnnx, failures);

        void Try(string format, bool hasAll, Action<Stream> save, Action<TNetwork, Stream> load)
        {
            using var stream = new MemoryStream();
            try
            {
                save(stream);
            }
            catch (NotSupportedException e)
            {
                if (hasAll) failures.Add($"{format}: {e.Message}");
                return;
            }

            if (!hasAll) failures.Add($"{format}: it is saved, and no such file is expected.");

            stream.Position = 0;
            TNetwork loaded = (TNetwork)Activator.CreateInstance(typeof(TNetwork), 2UL)!;
            try
            {
                load(loaded, stream);
            }
            catch (Exception e) when (e is OnnxException or SafetensorsException)
            {
                failures.Add($"{format}: {e.Message}");
                return;
            }

            if (!Compute(loaded, inputs).SequenceEqual(outputs)) failures.Add($"{format}: the outputs are others.");
        }
    }

    // ONNX's RNN has few activations, and no format has a user's own.
    private static bool IsOnnx(LayerInfo layer) => layer.Kind == LayerKind.Rnn
        ? layer.Activation is Activation.Identity or Activation.Relu or Activation.LeakyRelu or Activation.Elu or Activation.Tanh
            or Activation.Sigmoid or Activation.HardSigmoid or Activation.Softplus or Activation.Softsign
        : layer.Activation != Activation.Custom;

    private static float[] Compute<TNetwork>(TNetwork network, float[] inputs)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.Forward(inputs, outputs);
        return outputs;
    }
}
