using Layerwise.OnnxRuntime.Tests.Files;

namespace Layerwise.OnnxRuntime.Tests.Windows;

/// <summary>A declared network loaded from a file with convolutions computes what ONNX Runtime computes with the file, or is told what is another there.</summary>
public sealed class DeclaredTests
{
    private const int Rows = 4;

    [Fact]
    public void Layers_of_PyTorch() => AssertLoads<TorchLeNet>("torch-lenet", isChannelsFirst: true);

    [Fact]
    public void Depthwise_layers_and_residual_connections() => AssertLoads<TorchMobileNet>("torch-mobilenet", isChannelsFirst: true);

    [Fact]
    public void Signals() => AssertLoads<TorchSignal>("torch-signal", isChannelsFirst: true);

    [Fact]
    public void Signals_that_know_no_future() => AssertLoads<TorchCausal>("torch-causal", isChannelsFirst: true);

    [Fact]
    public void Layers_that_activate_their_inputs() => AssertLoads<TorchPreActivation>("torch-preactivation", isChannelsFirst: true);

    [Fact]
    public void Layers_of_Keras() => AssertLoads<KerasPicture>("keras-picture", isChannelsFirst: false);

    [Fact]
    public void Zeros_in_front_of_a_signal() => AssertLoads<KerasSignal>("keras-signal", isChannelsFirst: false);

    [Fact]
    public void Other_layers_are_listed()
    {
        using var stream = new MemoryStream(OnnxFiles.Windows["torch-lenet"]);
        string message = Assert.Throws<OnnxException>(() => Onnx.Load<KerasPicture>(stream)).Message;
        Assert.Equal(
            "The file has the layers 14 × 12 × 3 → 12 × 10 × 5 Relu of 3 × 3, 12 × 10 × 5 → 6 × 5 × 5 largest of 2 × 2, stride 2 × 2, 6 × 5 × 5 → 5 × 3 × 7 Relu of 2 × 3, 105 → 9 Relu, "
                + "9 → 4 Identity; the network has 9 × 8 × 3 → 5 × 4 × 4 Relu of 3 × 3, stride 2 × 2, border 1 × 0, 5 × 4 × 4 → 3 × 2 × 4 largest of 2 × 2, stride 2 × 2, 3 × 2 × 4 → 3 × 2 × 4 "
                + "Relu of 3 × 3, border 1 × 1 in 4 groups, 24 → 5 Identity.",
            message);
    }

    private static void AssertLoads<TNetwork>(string name, bool isChannelsFirst)
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        byte[] file = OnnxFiles.Windows[name];
        using var stream = new MemoryStream(file);
        TNetwork network = Onnx.Load<TNetwork>(stream);
        float[] inputs = Judge.Inputs(Rows * TNetwork.InputSize);
        float[] outputs = new float[Rows * TNetwork.OutputSize];
        IReadOnlyList<int> shape = TNetwork.Layers[0].Window!.Input;
        network.Forward(isChannelsFirst ? ExportedTests.ChannelsLast(inputs, [shape[^1], .. shape.Take(shape.Count - 1)]) : inputs, outputs);
        Judge.AssertAgree(Judge.OutputsWithShape(file, inputs, TNetwork.InputSize).Outputs, outputs);
    }
}
