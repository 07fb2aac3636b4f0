using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.RandomNetworks;

/// <summary>What became of a network that was saved and loaded.</summary>
/// <param name="IsOnnx">Whether ONNX has all its layers.</param>
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
        bool isOnnx = Try("ONNX", stream => Onnx.Save(network, stream), static (loaded, stream) => Onnx.Load(loaded, stream));
        Try("Safetensors", stream => Safetensors.Save(network, stream), static (loaded, stream) => Safetensors.Load(loaded, stream));
        Try(
            "Safetensors of PyTorch",
            stream => Safetensors.Save(network, stream, TensorNaming.PyTorchSequential<TNetwork>()),
            static (loaded, stream) => Safetensors.Load(loaded, stream, TensorNaming.PyTorchSequential<TNetwork>()));
        return new SavedNetwork(isOnnx, failures);

        // False where the format doesn't have its layers.
        bool Try(string format, Action<Stream> save, Action<TNetwork, Stream> load)
        {
            using var stream = new MemoryStream();
            try
            {
                save(stream);
            }
            catch (NotSupportedException)
            {
                return false;
            }

            stream.Position = 0;
            TNetwork loaded = (TNetwork)Activator.CreateInstance(typeof(TNetwork), 2UL)!;
            try
            {
                load(loaded, stream);
            }
            catch (Exception e) when (e is OnnxException or SafetensorsException)
            {
                failures.Add($"{format}: {e.Message}");
                return true;
            }

            if (!Compute(loaded, inputs).SequenceEqual(outputs)) failures.Add($"{format}: the outputs are others.");
            return true;
        }
    }

    private static float[] Compute<TNetwork>(TNetwork network, float[] inputs)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.Forward(inputs, outputs);
        return outputs;
    }
}
