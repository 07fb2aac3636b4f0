using Layerwise.OnnxModels;
using Layerwise.OnnxRuntime.Tests.Networks;

namespace Layerwise.OnnxRuntime.Tests.Windows;

/// <summary>The weights of PyTorch's modules are those of the nodes of a file, in whose order ONNX Runtime computes: a Gemm's the other way round.</summary>
public sealed class TorchNamingTests
{
    [Fact]
    public void Pictures() =>
        AssertSame<LeNet>([("0.weight", "layers.0.weight"), ("3.weight", "layers.2.weight")], [("7.weight", "layers.4.weight"), ("9.weight", "layers.5.weight")]);

    [Fact]
    public void Depthwise_layers_with_normalization() =>
        AssertSame<Depthwise>(
            [("0.weight", "layers.0.weight"), ("1.running_var", "layers.0.running_var"), ("3.weight", "layers.1.weight"), ("6.weight", "layers.2.weight")], [("11.weight", "layers.4.weight")]);

    [Fact]
    public void Groups_of_channels() =>
        AssertSame<GroupsOfSignal>(
            [("0.weight", "layers.0.weight"), ("1.weight", "layers.0.gamma"), ("1.bias", "layers.0.beta"), ("3.weight", "layers.1.weight"), ("4.weight", "layers.1.gamma")],
            [("7.weight", "layers.2.weight")]);

    [Fact]
    public void Signals_behind_each_other() => AssertSame<Causal>([("0.weight", "layers.0.weight"), ("2.weight", "layers.1.weight")], []);

    private static float[] Values(Tensor tensor)
    {
        float[] values = new float[tensor.Length];
        tensor.CopyTo(values.AsSpan());
        return values;
    }

    private static void AssertSame<TNetwork>((string Module, string Node)[] alike, (string Module, string Node)[] turned)
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.CreateBlank();
        network.Initialize(3);
        foreach (ref float statistic in network.RunningStatistics) statistic += 0.25f;
        using var stream = new MemoryStream();
        Onnx.Save(network, stream);
        Dictionary<string, OnnxTensor> nodes = OnnxModel.Read(stream.ToArray()).Initializers;
        var elements = new TensorElements(ExternalFiles.None);
        SafetensorsFile modules = Safetensors.ToFile(network, TensorNaming.PyTorchSequential<TNetwork>());
        foreach ((string module, string node) in alike)
        {
            Assert.Equal(nodes[node].Shape, modules[module].Shape.ToArray());
            Assert.Equal(elements.Floats(nodes[node]), Values(modules[module]));
        }

        foreach ((string module, string node) in turned)
        {
            int outputs = (int)modules[module].Shape[0];
            int inputs = (int)modules[module].Shape[1];
            float[] values = elements.Floats(nodes[node]);
            Assert.Equal(from o in Enumerable.Range(0, outputs) from i in Enumerable.Range(0, inputs) select values[(i * outputs) + o], Values(modules[module]));
        }
    }
}
