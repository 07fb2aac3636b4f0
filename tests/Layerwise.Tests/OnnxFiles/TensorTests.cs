using Layerwise.OnnxModels;
using Layerwise.Protobuf;
using Layerwise.Tests.Checkpoints;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.OnnxFiles;

/// <summary>Tensors that are not what they say.</summary>
public class TensorTests
{
    [Fact]
    public void TooFewElements() => ExpectFault("Tensor 'w1': it has 8 bytes of elements; its shape [3, 3] says 36.", Named("w1", [3, 3], ElementKind.Float, 8));

    [Fact]
    public void AnotherType() => ExpectFault("Tensor 'w1': its elements are of type 3; expected float, double, float16 or bfloat16.", Named("w1", [3, 3], (ElementKind)3, 9));

    [Fact]
    public void MoreThanMemoryHolds() => ExpectFault(
        "Tensor 'w1': its shape [4294967296, 4294967296] is too large or negative.", Named("w1", [1L << 32, 1L << 32], ElementKind.Float, 8));

    [Fact]
    public void NegativeSizes() => ExpectFault("Tensor 'w1': its shape [-3, -3] is too large or negative.", Named("w1", [-3, -3], ElementKind.Float, 36));

    [Fact]
    public void BeyondTheRangeOfAFloat()
    {
        ProtobufMessage tensor = Named("w1", [1, 1], ElementKind.Double, 0);
        tensor.Add(OnnxFields.TensorRaw, BitConverter.GetBytes(1e300).AsMemory());
        ExpectFault("Tensor 'w1': it holds 1E+300, which is beyond the range of a float.", tensor, inputs: 1);
    }

    [Fact]
    public void ManyDimensions()
    {
        var tensor = new ProtobufMessage();
        for (int i = 0; i < 17; i++) tensor.Add(OnnxFields.TensorShape, 1L);
        ExpectFault("The file is no valid ONNX file: a tensor has more than 16 dimensions.", tensor);
    }

    private static ProtobufMessage Named(string name, long[] shape, ElementKind kind, int bytes)
    {
        var tensor = new ProtobufMessage();
        foreach (long size in shape) tensor.Add(OnnxFields.TensorShape, size);
        tensor.Add(OnnxFields.TensorKind, (long)kind);
        tensor.Add(OnnxFields.TensorName, name);
        if (bytes > 0) tensor.Add(OnnxFields.TensorRaw, new byte[bytes].AsMemory());
        return tensor;
    }

    private static void ExpectFault(string message, ProtobufMessage tensor, long inputs = 3)
    {
        byte[] file = new GraphFile { Input = [-1, inputs] }.Add(tensor).Add("Gemm", ["input", "w1"], "output").Bytes();
        Assert.Equal(message, Assert.Throws<OnnxException>(() => Onnx.Load(new PlainNetwork<ThreeThreeTwo>(), new MemoryStream(file))).Message);
    }
}
