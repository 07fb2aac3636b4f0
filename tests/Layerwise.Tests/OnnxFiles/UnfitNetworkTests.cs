using Layerwise.Tests.Checkpoints;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.OnnxFiles;

/// <summary>Files of another network than the one to load into: the error names the layer, and nothing was changed.</summary>
public class UnfitNetworkTests
{
    [Fact]
    public void OtherSizes() => ExpectFault<ThreeThreeTwo>(
        "The file has the layers 3 → 2 Identity; the network has 3 → 3 Relu, 3 → 2 Identity.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w2", "b2"], "output"));

    [Fact]
    public void AnotherActivation() => ExpectFault<ThreeThreeTwo>(
        "Layer 0 (node 'the-z'): its activation is Elu with Slope = 1f in the file and Relu in the network.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1", "b1"], "z").Add("Elu", ["z"], "a").Add("Gemm", ["a", "w2", "b2"], "output"));

    [Fact]
    public void AnotherSlope() => ExpectFault<Leaky>(
        "Layer 0 (node 'the-z'): the slope of its LeakyRelu is 0.01 in the file and 0.25 in the network; write Slope = 0.01f.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1", "b1"], "z").Add("LeakyRelu", ["z"], "a").Add("Gemm", ["a", "w2", "b2"], "output"));

    [Fact]
    public void BiasesWithoutAPlace() => ExpectFault<WithoutBias>(
        "Layer 0 (node 'the-z'): the file adds biases, and the network declares Bias = false.", GraphFile.Sound());

    [Fact]
    public void NoNormalization() => ExpectFault<Normalized>(
        "Layer 0 (node 'the-z'): the network normalizes over batches and the file does not; declare the layer without BatchNormalization, "
            + "which exporters often make part of the weights.",
        GraphFile.Sound());

    [Fact]
    public void WhatFitsIsLoaded()
    {
        var network = new PlainNetwork<ThreeThreeTwo>();
        Onnx.Load(network, new MemoryStream(GraphFile.Sound().Bytes()));
        Assert.Equal([.. GraphFile.Tenths(9), .. GraphFile.Tenths(3), .. GraphFile.Tenths(6), .. GraphFile.Tenths(2)], network.Parameters.ToArray());
    }

    [Fact]
    public void ASlopeIsLearnedWhateverTheFileCallsIt()
    {
        var network = new PlainNetwork<WithSlope>();
        Onnx.Load(network, new MemoryStream(GraphFile.Sound().Bytes()));
        Assert.Equal(0, network.Parameters[WithSlope.Layers[0].SlopeOffset]);
    }

    private static void ExpectFault<TShape>(string message, GraphFile file)
        where TShape : IShape
    {
        var network = new PlainNetwork<TShape>();
        float[] before = network.Parameters.ToArray();
        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(network, new MemoryStream(file.Bytes())));
        Assert.Equal(message, thrown.Message);
        Assert.Equal(before, network.Parameters.ToArray());
    }
}
