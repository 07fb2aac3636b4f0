using Layerwise.OnnxImport;

namespace Layerwise.Tests.OnnxFiles;

/// <summary>Convolutions and pooling that this library does not have: the error names the node and what is expected.</summary>
public class UnreadableWindowTests
{
    [Fact]
    public void WeightsOfOtherChannels() => ExpectFault(
        "Node 'the-z' (Conv): its weights of shape [4, 2, 3, 3] in 1 groups don't fit its input of shape [samples, 3, 6, 6]; expected [filters, channels / groups, kernel].",
        Pictures([4, 2, 3, 3]).AddWindow("Conv", ["input", "w"], "z"));

    [Fact]
    public void ThreeAxes() => ExpectFault(
        "Node 'the-z' (Conv): its weights have the shape [4, 3, 1, 1, 1]; expected floats [filters, channels / groups, kernel], along one axis or two.",
        Pictures([4, 3, 1, 1, 1]).AddWindow("Conv", ["input", "w"], "z"));

    [Fact]
    public void AWindowThatIsTooLarge() => ExpectFault(
        "Node 'the-z' (Conv): its window reaches over 7 positions, more than the 6 that there are with its borders.",
        Pictures([4, 3, 7, 3]).AddWindow("Conv", ["input", "w"], "z"));

    [Fact]
    public void OtherStridesAlongEachAxis() => ExpectFault(
        "Node 'the-z' (Conv): its strides are 1 and 2, its dilations 1 and 1; expected the same along both axes.",
        Pictures([4, 3, 3, 3]).AddWindow("Conv", ["input", "w"], "z", ("strides", [1, 2])));

    [Fact]
    public void PadsOfAnotherNumberOfAxes() => ExpectFault(
        "Node 'the-z' (Conv): its pads are 1, 1; expected two numbers of at least 0 for each of 2 axes.",
        Pictures([4, 3, 3, 3]).AddWindow("Conv", ["input", "w"], "z", ("pads", [1, 1])));

    [Fact]
    public void ComputedWeights() => ExpectFault(
        "Node 'the-z' (Conv): its second input is computed from the samples; expected constant weights.",
        Pictures([4, 3, 3, 3]).AddWindow("Conv", ["input", "input"], "z"));

    [Fact]
    public void APoolingWindowWithGaps() => ExpectFault(
        "Node 'the-z' (MaxPool): its window has gaps (dilations), and a pooling layer has none.",
        Pictures([1]).AddWindow("MaxPool", ["input"], "z", ("kernel_shape", [2, 2]), ("dilations", [2, 2])));

    [Fact]
    public void ALargestNumberAmongZeros() => ExpectFault(
        "Node 'the-z' (MaxPool): a Pad puts 0 around its input, which would count as input; expected -inf.",
        Pictures([1]).AddWindow("Pad", ["input"], "p", ("pads", [0, 0, 1, 1, 0, 0, 1, 1])).AddWindow("MaxPool", ["p"], "z", ("kernel_shape", [2, 2])));

    [Fact]
    public void ABorderThatIsReadOtherwise() => ExpectFault(
        "Node 'the-z' (Relu): it reads what a Pad has put around a value; that is read where a Conv or a pooling layer comes next.",
        Pictures([1]).AddWindow("Pad", ["input"], "p", ("pads", [0, 0, 1, 1, 0, 0, 1, 1])).AddWindow("Relu", ["p"], "z"));

    [Fact]
    public void ABorderThatTakesAway() => ExpectFault(
        "Node 'the-p' (Pad): it has the pads 0, 0, -1, 0, 0, 0, 0, 0; expected at least 0 for each axis, and 0 for the samples.",
        Pictures([1]).AddWindow("Pad", ["input"], "p", ("pads", [0, 0, -1, 0, 0, 0, 0, 0])).AddWindow("MaxPool", ["p"], "z", ("kernel_shape", [2, 2])));

    [Fact]
    public void NumbersWithoutPositions() => ExpectFault(
        "Node 'the-z' (Conv): its input of shape [samples, 4, 3, 3] is not what the nodes before it make of positions and channels; "
            + "expected [samples, channels, length] or [samples, channels, height, width].",
        new GraphFile { Input = [-1, 5] }.Add(Tensor.Of("v", [5, 36], new float[180])).Add(Tensor.Of("w", [4, 4, 2, 2], new float[64])).AddIntegers("s", -1, 4, 3, 3)
            .AddWindow("MatMul", ["input", "v"], "m").AddWindow("Reshape", ["m", "s"], "r").AddWindow("Conv", ["r", "w"], "z"));

    [Fact]
    public void ConstantsOfEachPosition() => ExpectFault(
        "The file scales, shifts or normalizes the numbers of each position otherwise, before the 4 channels of a layer over positions.",
        Pictures([4, 3, 3, 3]).Add(Tensor.Of("c", [1, 4, 4], GraphFile.Tenths(16))).Add(Tensor.Of("v", [4, 4, 1, 1], GraphFile.Tenths(16)))
            .AddWindow("Conv", ["input", "w"], "a").AddWindow("Add", ["a", "c"], "b").AddWindow("Conv", ["b", "v"], "z"));

    [Fact]
    public void ChannelsBeforePositionsInOneRow() => ExpectFault(
        "The output 'z' counts channels before positions in one row; expected it with axes of its own for them.",
        Pictures([4, 3, 3, 3]).AddWindow("Conv", ["input", "w"], "a").AddWindow("Flatten", ["a"], "z"));

    [Fact]
    public void BranchesOfChannels() => ExpectFault(
        "Node 'the-z' (Concat): it joins values otherwise than all numbers of each sample behind each other. A file is read that is ",
        Pictures([4, 3, 3, 3]).AddWindow("Conv", ["input", "w"], "a").AddWindow("Relu", ["a"], "b").AddWindow("Concat", ["a", "b"], "z", ("axis", [1])));

    [Fact]
    public void PicturesOfAnySize()
    {
        GraphFile file = new GraphFile { Input = [-1, 3, -1, -1], Outputs = ["z"] }.Add(Tensor.Of("w", [4, 3, 3, 3], new float[108])).AddWindow("Conv", ["input", "w"], "z");
        string message = Assert.Throws<OnnxException>(() => GraphImport.ReadAll(file.Bytes(), ExternalFiles.None)).Message;
        Assert.StartsWith("The input 'input' has the shape [samples, 3, -1, -1]; expected [samples, …] with a fixed size of each sample.", message, StringComparison.Ordinal);
    }

    // Many positions out of few bytes.
    [Fact]
    public void MorePositionsThanAnyNetworkHas() => ExpectFault(
        "Node 'the-z' (Conv): it moves over 1098922500 positions with 4 channels; at most 1048576 positions and 67108864 numbers are read.",
        new GraphFile { Input = [-1, 3, 6, 6], Outputs = ["z"] }.Add(Tensor.Of("w", [4, 3, 1, 1], new float[12]))
            .AddWindow("Conv", ["input", "w"], "z", ("pads", [16572, 16572, 16572, 16572])));

    private static GraphFile Pictures(long[] weights) =>
        new GraphFile { Input = [-1, 3, 6, 6], Outputs = ["z"] }.Add(Tensor.Of("w", weights, GraphFile.Tenths((int)weights.Aggregate(1L, static (product, size) => product * size))));

    private static void ExpectFault(string message, GraphFile file)
    {
        byte[] bytes = file.Bytes();
        string found = Assert.Throws<OnnxException>(() => GraphImport.Read(bytes, ExternalFiles.None, "z").Folded()).Message;
        Assert.StartsWith(message, found, StringComparison.Ordinal);
    }
}
