using Layerwise.Chains;
using Layerwise.OnnxImport;
using Layerwise.Tests.Checkpoints;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.OnnxFiles;

/// <summary>Files that hold more than a chain of dense layers: the error names the node, and nothing was changed.</summary>
public class UnreadableGraphTests
{
    private const string Supported = "A file is read that is a chain of dense layers";

    [Fact]
    public void AnUnknownOperation() => ExpectFault(
        "output",
        "Node 'the-output' (Det): this operation is not read. " + Supported,
        GraphFile.WithWeights().Add("Det", ["input"], "output"));

    [Fact]
    public void TwoBranches() => ExpectFault(
        "output",
        "Node 'the-output' (Add): it adds two branches of which neither goes around the other, as it is or through one product, and only residual "
            + "connections are read. " + Supported,
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "one").Add("Tanh", ["one"], "a").Add("Gemm", ["input", "w1"], "other").Add("Relu", ["other"], "b")
            .Add("Add", ["a", "b"], "output"));

    // What the file doesn't say of its inputs, every layer must say alike: else the connection would read what nobody wrote.
    [Fact]
    public void OpenWidthsThatPart() => ExpectFault(
        null,
        "A residual connection brings 3 numbers to a product of 2 → 3; expected as many as there are. ",
        GraphFile.WithWeights(new GraphFile { Input = [-1, -1] }).Add(Tensor.Of("w3", [2, 3], GraphFile.Tenths(6)))
            .Add("Gemm", ["input", "w3"], "p").Add("Gemm", ["input", "w1"], "z").Add("Tanh", ["z"], "a").Add("Add", ["a", "p"], "output"));

    [Fact]
    public void OpenWidthsThatPartBeforeTheOutputs()
    {
        GraphFile file = GraphFile.WithWeights(new GraphFile { Input = [-1, -1], Outputs = ["one", "other"] }).Add(Tensor.Of("w3", [2, 3], GraphFile.Tenths(6)));
        file.Add("Gemm", ["input", "w1"], "one").Add("Gemm", ["input", "w3"], "other");
        ChainTree tree = GraphImport.ReadAll(file.Bytes(), ExternalFiles.None);
        Assert.StartsWith("The outputs take 3 and 2 numbers of the same input. ", Assert.Throws<OnnxException>(tree.Folded).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOpenWidthThatGrows() => ExpectFault(
        null,
        "A residual connection adds 3 numbers to 2; expected as many as there are. ",
        GraphFile.WithWeights(new GraphFile { Input = [-1, -1] }).Add("Gemm", ["input", "w2"], "z").Add("Add", ["z", "input"], "output"));

    [Fact]
    public void AGate() => ExpectFault(
        "output",
        "Node 'the-output' (Mul): it joins two branches otherwise than by adding what goes around layers: gates are not read. " + Supported,
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("Mul", ["z", "input"], "output"));

    [Fact]
    public void ASumOfOtherShapes() => ExpectFault(
        "output",
        "Node 'the-output' (Add): it adds values of the shapes [samples, 3] and [samples, 2]; expected the same.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w2"], "z").Add("Add", ["z", "input"], "output"));

    [Fact]
    public void AMeanOverSamples() => ExpectFault(
        "mean",
        "Node 'the-mean' (ReduceMean): this operation is not read. " + Supported,
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("ReduceMean", ["z"], "mean").Add("Sub", ["z", "mean"], "output"));

    [Fact]
    public void AProductOfComputedValues() => ExpectFault(
        "output",
        "Node 'the-output' (MatMul): its second input is computed from the samples; expected constant weights.",
        GraphFile.WithWeights().Add("MatMul", ["input", "input"], "output"));

    [Fact]
    public void ACurveThatNoActivationHas() => ExpectFault(
        "a",
        "Node 'the-a' (Mul): what it ends is none of this library's activations, as a curve.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("Sigmoid", ["z"], "s").Add("Mul", ["s", "s"], "a").Add("Gemm", ["a", "w2"], "output"));

    [Fact]
    public void ASoftmaxOverSamples() => ExpectFault(
        "output",
        "Node 'the-output' (Softmax): its axis 0 does not take all numbers of each sample of shape [samples, 3].",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("Softmax", ["z"], "output", ("axis", 0)));

    [Fact]
    public void SlopesThatAreNotThoseOfUnits() => ExpectFault(
        "a",
        "Node 'the-a' (PRelu): its slopes of shape [2] do not fit samples of shape [samples, 3]; expected one finite number for each of a sample, or for all.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("PRelu", ["z", "b2"], "a").Add("Gemm", ["a", "w2"], "output"));

    [Fact]
    public void TransposedInputs() => ExpectFault(
        "output",
        "Node 'the-output' (Gemm): it transposes its inputs (transA), and so mixes samples.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "output", ("transA", 1)));

    [Fact]
    public void WeightsThatDoNotFit() => ExpectFault(
        "output",
        "Node 'the-output' (Gemm): its weights take 3 numbers, but its inputs have the shape [samples, 2].",
        GraphFile.WithWeights().Add("Gemm", ["input", "w2"], "z").Add("Gemm", ["z", "w2"], "output"));

    [Fact]
    public void ATransposeOfSamples() => ExpectFault(
        "t",
        "Node 'the-t' (Transpose): it does not leave the numbers of each sample of shape [samples, 3] together and in their order.",
        GraphFile.WithWeights().Add("Transpose", ["input"], "t").Add("Gemm", ["t", "w1"], "output"));

    [Fact]
    public void TrainingMode() => ExpectFault(
        "output",
        "Node 'the-output' (BatchNormalization): it is in training mode; export the network for inference.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("BatchNormalization", ["z", "b1", "b1", "b1", "b1"], "output", ("training_mode", 1)));

    [Fact]
    public void AValueThatNothingComputes() => ExpectFault(
        "output",
        "Node 'the-output' (Gemm): it reads 'nowhere', which nothing before it computes.",
        GraphFile.WithWeights().Add("Gemm", ["nowhere", "w1"], "output"));

    [Fact]
    public void AxesThatAreNoWholeNumbers() => ExpectFault(
        node: null,
        "A constant has floats where there must be whole numbers.",
        GraphFile.WithWeights().Add("Gemm", ["input", "w1"], "z").Add("Squeeze", ["z", "b1"], "output"));

    [Fact]
    public void NoProduct() => ExpectFault(node: null, "The file computes its output without a product, and so has no layer.", new GraphFile().Add("Identity", ["input"], "output"));

    [Fact]
    public void AConstantOutput() => ExpectFault(node: null, "The output 'output' is a constant.", GraphFile.WithWeights().Add("Identity", ["w1"], "output"));

    [Theory]
    [InlineData(6)]
    [InlineData(25)]
    public void AnotherOpset(int opset) => ExpectFault(
        node: null,
        $"The file is written in version {opset} of ONNX's operations (opset); 7 to 24 are read.",
        GraphFile.WithWeights(new GraphFile { Opset = opset }).Add("Gemm", ["input", "w2"], "output"));

    [Fact]
    public void SeveralOutputs() => ExpectFault(
        node: null,
        "The file has 2 outputs: 'one', 'other'. Name the one that is wanted: output of Onnx.Load, or Output of [Frozen].",
        GraphFile.WithWeights(new GraphFile { Outputs = ["one", "other"] }).Add("Gemm", ["input", "w1"], "one").Add("Gemm", ["input", "w1"], "other"));

    [Fact]
    public void AnOutputThatIsNotThere()
    {
        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(new PlainNetwork<ThreeThreeTwo>(), new MemoryStream(GraphFile.Sound().Bytes()), "probabilities"));
        Assert.Equal("The file has no value 'probabilities'. Its outputs are 'output'.", thrown.Message);
    }

    [Fact]
    public void NoFileOfThisFormat()
    {
        var network = new PlainNetwork<ThreeThreeTwo>();
        Assert.Equal("The file is no ONNX file: it has no graph.", Assert.Throws<OnnxException>(() => Onnx.Load(network, new MemoryStream())).Message);
        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(network, new MemoryStream([.. VectorFiles.Own])));
        Assert.StartsWith("The file is no valid ONNX file: at byte ", thrown.Message, StringComparison.Ordinal);
    }

    private static void ExpectFault(string? node, string message, GraphFile file)
    {
        var network = new PlainNetwork<ThreeThreeTwo>();
        float[] before = network.Parameters.ToArray();
        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(network, new MemoryStream(file.Bytes())));
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(node is null ? null : "the-" + node, thrown.Node);
        Assert.Equal(before, network.Parameters.ToArray());
    }
}
