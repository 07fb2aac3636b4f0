using Layerwise.OnnxImport;
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
    public void AResidualConnection() => ExpectFault<ThreeThreeTwo>(
        "Layer 0 (node 'the-z'): it is product, activation, sum around 1 in the file and product, activation in the network.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1", "b1"], "z").Add("Relu", ["z"], "a").Add("Add", ["a", "input"], "sum").Add("Gemm", ["sum", "w2", "b2"], "output"));

    [Fact]
    public void ANormalizationOfSamples() => ExpectFault<ThreeThreeTwo>(
        "Layer 0 (node 'the-z'): it is product, LayerNormalization, activation in the file and product, activation in the network.", NormalizedInRows(1e-5f));

    [Fact]
    public void AnotherEpsilon() => ExpectFault<NormalizedRows>(
        "Layer 0 (node 'the-z'): the ε of its normalization is 0.001 in the file and 1E-05 in the network; write NormalizationEpsilon = 0.001f.", NormalizedInRows(1e-3f));

    [Fact]
    public void TheActivationOfAnotherLayer() => ExpectFault<ThreeThreeTwo>(
        "Layer 1 (node 'the-output'): its activation is Softmax in the file and Identity in the network.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("Relu", ["z"], "a").Add("Softmax", ["a"], "s").Add("Gemm", ["s", "w2"], "output"));

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

    [Fact]
    public void SlopesOfUnitsAreNoneOfALayer() => ExpectFault<WithSlope>(
        "Layer 0 (node 'the-z'): the slopes of its PRelu differ from unit to unit in the file, and the network has one for all; write SlopePerUnit = true.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("PRelu", ["z", "b1"], "a").Add("Gemm", ["a", "w2"], "output"));

    [Fact]
    public void OneSlopeIsThatOfEachUnit()
    {
        var network = new PlainNetwork<WithSlopes>();
        network.Parameters.Fill(7);
        Onnx.Load(network, new MemoryStream(GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("Relu", ["z"], "a").Add("Gemm", ["a", "w2"], "output").Bytes()));
        Assert.Equal([0, 0, 0], network.Parameters.Slice(WithSlopes.Layers[0].SlopeOffset, 3).ToArray());
    }

    [Fact]
    public void AScaleBehindTheLastActivationIsALayerOfItsOwn()
    {
        GraphFile file = GraphFile.WithWeights().Add("Gemm", ["input", "w1", "b1"], "z").Add("Tanh", ["z"], "a").Add("Mul", ["a", "b1"], "m").Add("Add", ["m", "b1"], "output");
        var network = new PlainNetwork<Scaled>();
        Onnx.Load(network, new MemoryStream(file.Bytes()));
        Assert.Equal([0, 0, 0, 0, 0.1f, 0, 0, 0, 0.2f, 0, 0.1f, 0.2f], network.Parameters[12..].ToArray());
    }

    // 4 KB of weights don't become 4 MB.
    [Fact]
    public void ManyScalesBehindTheLastActivation() => ExpectFault<ThreeThreeTwo>(
        "The file works on 1000 numbers where it has no product, which takes a layer of 1000 × 1000 weights: too many. " + Operations.Supported,
        new GraphFile { Input = [-1, 1] }.Add(Tensor.Of("w", [1, 1000], new float[1000])).Add(Tensor.Of("s", [1], [2f]))
            .Add("MatMul", ["input", "w"], "z").Add("Tanh", ["z"], "a").Add("Mul", ["a", "s"], "output"));

    private static GraphFile NormalizedInRows(float epsilon) => GraphFile.WithWeights().Add("Gemm", ["input", "w1", "b1"], "z")
        .Add("LayerNormalization", ["z", "b1", "b1"], "n", ("epsilon", epsilon)).Add("Relu", ["n"], "a").Add("Gemm", ["a", "w2", "b2"], "output");

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
