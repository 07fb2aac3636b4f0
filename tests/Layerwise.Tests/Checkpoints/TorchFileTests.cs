using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

public class TorchFileTests
{
    [Theory]
    [InlineData("F32")]
    [InlineData("F16")]
    [InlineData("BF16")]
    [InlineData("F64")]
    public void ANetworkLoadedFromPyTorchComputesTheSame(string type)
    {
        (byte[] file, float[] expected) = VectorFiles.Torch(type);
        var network = new PlainNetwork<ThreeThreeTwo>();
        using var stream = new MemoryStream(file);
        Safetensors.Load(network, stream, TensorNaming.PyTorchSequential<PlainNetwork<ThreeThreeTwo>>());

        float[] outputs = new float[expected.Length];
        network.Forward(VectorFiles.Inputs, outputs);
        Assert.All(outputs.Zip(expected), static pair => Assert.Equal(pair.Second, pair.First, 2e-6f));
    }

    [Fact]
    public void ALearnedSlopeLoadedFromPyTorchComputesTheSame()
    {
        (byte[] file, float[] expected) = VectorFiles.TorchWithSlope();
        var network = new PlainNetwork<WithSlope>();
        Safetensors.Load(network, SafetensorsFile.Parse(file), TensorNaming.PyTorchSequential<PlainNetwork<WithSlope>>());
        Assert.Equal(0.3f, network.Parameters[WithSlope.Layers[0].SlopeOffset]);

        float[] outputs = new float[expected.Length];
        network.Forward(VectorFiles.Inputs, outputs);
        Assert.All(outputs.Zip(expected), static pair => Assert.Equal(pair.Second, pair.First, 2e-6f));
    }

    [Fact]
    public void WhatPyTorchWroteIsWrittenAgain() => ExpectWrittenAgain<ThreeThreeTwo>(VectorFiles.Torch("F32").File);

    [Fact]
    public void WhatPyTorchWroteWithASlopeIsWrittenAgain() => ExpectWrittenAgain<WithSlope>(VectorFiles.TorchWithSlope().File);

    [Fact]
    public void TheFileIsByteForByteWhatThePythonScriptWrites()
    {
        var network = new PlainNetwork<ThreeThreeTwo>();
        for (int i = 0; i < network.Parameters.Length; i++) network.Parameters[i] = i;
        using var stream = new MemoryStream();
        Safetensors.Save(network, stream, metadata: [new("trained", "today")]);
        Assert.Equal(VectorFiles.Own, stream.ToArray());
    }

    private static void ExpectWrittenAgain<TShape>(byte[] file)
        where TShape : IShape
    {
        var network = new PlainNetwork<TShape>();
        TensorNaming naming = TensorNaming.PyTorchSequential<PlainNetwork<TShape>>();
        Safetensors.Load(network, SafetensorsFile.Parse(file), naming);
        SafetensorsFile again = Safetensors.ToFile(network, naming);
        Assert.Equal(SafetensorsFile.Parse(file).Tensors.Count, again.Tensors.Count);
        foreach (Tensor tensor in SafetensorsFile.Parse(file).Tensors)
        {
            Assert.Equal(tensor.Shape.ToArray(), again[tensor.Name].Shape.ToArray());
            Assert.Equal(tensor.Data.ToArray(), again[tensor.Name].Data.ToArray());
        }
    }
}
