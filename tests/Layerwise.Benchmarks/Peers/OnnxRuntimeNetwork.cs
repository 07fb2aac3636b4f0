using Layerwise.Benchmarks.Paths;
using Microsoft.ML.OnnxRuntime;

namespace Layerwise.Benchmarks.Peers;

/// <summary>The same network in ONNX Runtime, from C#: one thread, buffers that are bound once, so that a call allocates nothing.</summary>
internal sealed class OnnxRuntimeNetwork<TNetwork> : IDisposable
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly Bench<TNetwork> _bench;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    public OnnxRuntimeNetwork(Bench<TNetwork> bench)
    {
        _bench = bench;
        using var file = new MemoryStream();
        Onnx.Save(bench.Network, file);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(file.ToArray(), options);
    }

    /// <summary>Inference of some samples in one call.</summary>
    public Action<int> Batch(int rows)
    {
        OrtIoBinding binding = _session.CreateIoBinding();
        float[] outputs = new float[rows * TNetwork.OutputSize];
        long[] shape = [rows, .. _session.InputMetadata[_session.InputNames[0]].Dimensions.Skip(1).Select(static size => (long)size)];
        binding.BindInput(_session.InputNames[0], OrtValue.CreateTensorValueFromMemory(_bench.Inputs(rows).ToArray(), shape));
        binding.BindOutput(_session.OutputNames[0], OrtValue.CreateTensorValueFromMemory(outputs, [rows, TNetwork.OutputSize]));
        return count =>
        {
            for (int i = 0; i < count; i++) _session.RunWithBinding(_options, binding);
        };
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }
}
