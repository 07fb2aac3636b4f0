using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

public class SafetensorsTests
{
    public static TheoryData<string> Namings => ["default", "pytorch", "own"];

    [Theory]
    [MemberData(nameof(Namings))]
    public void WhatIsSavedIsLoaded(string naming)
    {
        var saved = new PlainNetwork<ThreeThreeTwo>(seed: 1);
        var loaded = new PlainNetwork<ThreeThreeTwo>(seed: 2);
        using var stream = new MemoryStream();
        Safetensors.Save(saved, stream, Naming(naming));
        stream.Position = 0;
        Safetensors.Load(loaded, stream, Naming(naming));
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    // Rounded by other means than the library: the framework's Half, and the nearer of two neighbours.
    [Theory]
    [InlineData("default", TensorType.F16)]
    [InlineData("default", TensorType.BF16)]
    [InlineData("pytorch", TensorType.BF16)]
    public void WeightsOfFewerBitsAreTheNearestOnesAndTakeHalfTheRoom(string naming, TensorType elements)
    {
        var saved = new PlainNetwork<ThreeThreeTwo>(seed: 1);
        foreach (ref float parameter in saved.Parameters) parameter += 0.1234567f;
        SafetensorsFile file = Safetensors.ToFile(saved, Naming(naming), elements: elements);
        Assert.Equal([elements, TensorType.F32, elements, TensorType.F32], file.Tensors.Select(static tensor => tensor.Type));
        Assert.Equal([18, 12, 12, 8], file.Tensors.Select(static tensor => tensor.Data.Length));

        var loaded = new PlainNetwork<ThreeThreeTwo>(seed: 2);
        Safetensors.Load(loaded, file, Naming(naming));
        for (int i = 0; i < saved.Parameters.Length; i++)
        {
            bool isWeight = i is < 9 or (>= 12 and < 18);
            float was = saved.Parameters[i];
            float expected = !isWeight ? was : elements == TensorType.F16 ? (float)(Half)was : Nearest(was);
            Assert.Equal(expected, loaded.Parameters[i]);
        }

        // What has been rounded once stays.
        Assert.Equal(file.Tensors[0].Data.ToArray(), Safetensors.ToFile(loaded, Naming(naming), elements: elements).Tensors[0].Data.ToArray());

        static float Nearest(float value)
        {
            float lower = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000);
            float upper = BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000) + 0x10000);
            return Math.Abs((double)value - lower) < Math.Abs((double)value - upper) ? lower : upper;
        }
    }

    [Theory]
    [InlineData(70_000f, TensorType.F16, "A number of 'layers.0.weight' is 70000, which F16 can't hold; BF16 has the range of a float.")]
    [InlineData(float.NaN, TensorType.F16, "A number of 'layers.0.weight' is NaN, which F16 can't hold.")]
    [InlineData(float.NegativeInfinity, TensorType.BF16, "A number of 'layers.0.weight' is -Infinity, which BF16 can't hold.")]
    [InlineData(float.NaN, TensorType.F32, null)]
    public void WhatFewerBitsCannotHoldIsRefused(float weight, TensorType elements, string? message)
    {
        var network = new PlainNetwork<ThreeThreeTwo>(seed: 1);
        network.Parameters[4] = weight;
        using var stream = new MemoryStream();
        if (message is null) Safetensors.Save(network, stream, elements: elements);
        else Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Safetensors.Save(network, stream, elements: elements)).Message, StringComparison.Ordinal);
        Assert.Equal(message is null, stream.Length > 0);
        Assert.StartsWith(
            "Expected F32, F16 or BF16.", Assert.Throws<ArgumentOutOfRangeException>(() => Safetensors.ToFile(network, elements: TensorType.I8)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default", "layers.0.slope")]
    [InlineData("pytorch", "1.weight")]
    [InlineData("own", "fc1.slope")]
    [InlineData("own slope", "prelu1.weight")]
    public void ALearnedSlopeIsSavedAndLoaded(string naming, string name)
    {
        var saved = new PlainNetwork<WithSlope>(seed: 1);
        SafetensorsFile file = Safetensors.ToFile(saved, Naming(naming));
        Assert.Equal(5, file.Tensors.Count);
        Assert.Equal(name, file.Tensors[2].Name);
        Assert.Equal([1L], file.Tensors[2].Shape.ToArray());

        var loaded = new PlainNetwork<WithSlope>(seed: 2);
        Safetensors.Load(loaded, file, Naming(naming));
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    [Theory]
    [InlineData("default", "layers.0.weight,layers.0.bias,layers.1.weight,layers.1.bias", new long[] { 3, 2 })]
    [InlineData("pytorch", "0.weight,0.bias,2.weight,2.bias", new long[] { 2, 3 })]
    [InlineData("own", "fc1.weight,fc1.bias,fc2.weight,fc2.bias", new long[] { 2, 3 })]
    public void NamesAndShapesFollowTheNaming(string naming, string names, long[] shape)
    {
        var network = new PlainNetwork<ThreeThreeTwo>(seed: 1);
        SafetensorsFile file = Safetensors.ToFile(network, Naming(naming));
        Assert.Equal(names.Split(','), file.Tensors.Select(static tensor => tensor.Name));
        Assert.Equal(shape, file.Tensors[2].Shape.ToArray());
    }

    [Fact]
    public void OrientationIsNeverGuessed()
    {
        var network = new PlainNetwork<ThreeThreeTwo>(seed: 1);
        SafetensorsFile file = Safetensors.ToFile(network, Naming("own"));
        ExpectRefusal(file, Naming("own") with { Orientation = WeightOrientation.InOut }, "fc2.weight", "Tensor 'fc2.weight': its shape is [2, 3]; expected [3, 2].");
    }

    [Fact]
    public void AFileThatDoesNotFitIsRefusedAndChangesNothing()
    {
        Tensor[] sound = [.. Safetensors.ToFile(new PlainNetwork<ThreeThreeTwo>(seed: 1)).Tensors];
        ExpectRefusal(new SafetensorsFile(sound[..3]), null, "layers.1.bias", "Tensor 'layers.1.bias': the file does not have it. It has layers.0.weight, layers.0.bias, layers.1.weight.");
        ExpectRefusal(
            new SafetensorsFile([.. sound, Tensor.Of("layers.2.weight", [1], [1f])]), null, "layers.2.weight",
            "Tensor 'layers.2.weight': the network does not have it. It has layers.0.weight, layers.0.bias, layers.1.weight, layers.1.bias. "
                + "A naming with AllowOthers leaves others alone.");
        ExpectRefusal(
            new SafetensorsFile([.. sound[..3], Tensor.Of("layers.1.bias", [2], [1L, 2])]), null, "layers.1.bias",
            "Tensor 'layers.1.bias': its elements are I64; expected F32, F16, BF16 or F64.");
        ExpectRefusal(
            new SafetensorsFile([.. sound[..3], Tensor.Of("layers.1.bias", [1, 2], [1f, 2])]), null, "layers.1.bias",
            "Tensor 'layers.1.bias': its shape is [1, 2]; expected [2].");
        ExpectRefusal(
            new SafetensorsFile([.. sound[..3], Tensor.Of("layers.1.bias", [2], [1, 1e300])]), null, "layers.1.bias",
            "Tensor 'layers.1.bias': it holds 1E+300, which is beyond the range of a float.");
        ExpectRefusal(
            new SafetensorsFile(sound, [new("layerwise.sizes", "3,4,2")]), null, null,
            "The file is of another network: layerwise.sizes is 3,4,2; expected 3,3,2.");
        ExpectRefusal(
            new SafetensorsFile(sound, [new("layerwise.activations", "Tanh,Identity")]), null, null,
            "The file is of another network: layerwise.activations is Tanh,Identity; expected Relu,Identity.");
    }

    [Fact]
    public void StateBesideTheParametersIsLeftAlone()
    {
        var saved = new PlainNetwork<ThreeThreeTwo>(seed: 1);
        SafetensorsFile file = Safetensors.ToFile(saved);
        Tensor step = Tensor.Of(Safetensors.StatePrefix + "step", [], [12UL]);
        var loaded = new PlainNetwork<ThreeThreeTwo>(seed: 2);
        Safetensors.Load(loaded, new SafetensorsFile([.. file.Tensors, step], file.Metadata));
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    [Fact]
    public void ReservedMetadataIsRefused() => Assert.Equal(
        "metadata",
        Assert.Throws<ArgumentException>(() => Safetensors.ToFile(new PlainNetwork<ThreeThreeTwo>(), metadata: [new("layerwise.sizes", "")])).ParamName);

    [Fact]
    public void ANamingThatGivesANameTwiceIsRefused() => Assert.Equal(
        "naming",
        Assert.Throws<ArgumentException>(() => Safetensors.ToFile(new PlainNetwork<ThreeThreeTwo>(), new(static _ => "a", WeightOrientation.InOut))).ParamName);

    [Fact]
    public void ASlopeThatIsCalledLikeAWeightIsRefused() => Assert.Equal(
        "naming",
        Assert.Throws<ArgumentException>(() => Safetensors.ToFile(
            new PlainNetwork<WithSlope>(), TensorNaming.Default with { Slope = static _ => "layers.1.weight" })).ParamName);

    private static TensorNaming Naming(string naming) => naming switch
    {
        "default" => TensorNaming.Default,
        "pytorch" => TensorNaming.PyTorchSequential<PlainNetwork<ThreeThreeTwo>>(),
        "own slope" => Naming("own") with { Slope = static layer => $"prelu{layer + 1}.weight" },
        _ => new TensorNaming(static layer => $"fc{layer + 1}", WeightOrientation.OutIn),
    };

    private static void ExpectRefusal(SafetensorsFile file, TensorNaming? naming, string? tensor, string message)
    {
        var network = new PlainNetwork<ThreeThreeTwo>(seed: 3);
        float[] before = network.Parameters.ToArray();
        var error = Assert.Throws<SafetensorsException>(() => Safetensors.Load(network, file, naming));
        Assert.Equal(message, error.Message);
        Assert.Equal(tensor, error.Tensor);
        Assert.Equal(before, network.Parameters.ToArray());
    }
}
