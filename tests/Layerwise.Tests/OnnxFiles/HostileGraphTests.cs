using System.Diagnostics;
using Layerwise.OnnxModels;
using Layerwise.Protobuf;
using Layerwise.Tests.Checkpoints;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.OnnxFiles;

/// <summary>Files that make much of little: they are refused before it costs anything.</summary>
public class HostileGraphTests
{
    private const long MostAllocated = 200_000_000;

    [Fact]
    public void OneLargeConstantForThousandsOfNodes()
    {
        const int Width = 200_000;
        var file = new GraphFile { Input = [-1, Width] };
        file.Add(Tensor.Of("c", [Width], [.. Enumerable.Range(0, Width).Select(static i => (float)i)]));
        for (int i = 0; i < 10_000; i++) file.Add("Add", [i == 0 ? "input" : $"v{i}", "c"], $"v{i + 1}");
        ExpectRefused("The constants of the file take more than 8 times the memory of the file itself.", file.Add("Identity", ["v10000"], "output"));
    }

    [Fact]
    public void ConstantsThatDouble()
    {
        var file = new GraphFile { Input = [-1, 3] };
        file.Add(Tensor.Of("v0", [100_000], new float[100_000]));
        for (int i = 0; i < 10_000; i++) file.Add("Mul", [$"v{i}", $"v{i}"], $"v{i + 1}");
        ExpectRefused("The constants of the file take more than 8 times the memory of the file itself.", file.Add("Add", ["input", "v10000"], "output"));
    }

    [Fact]
    public void OneLongShapeForThousandsOfNodes()
    {
        var shape = new ProtobufMessage();
        shape.Add(OnnxFields.TensorShape, 100_000L);
        shape.Add(OnnxFields.TensorKind, (long)ElementKind.Int64);
        shape.Add(OnnxFields.TensorName, "shape");
        byte[] ones = new byte[8 * 100_000];
        for (int i = 0; i < 100_000; i++) ones[8 * i] = i == 1 ? (byte)3 : (byte)1;
        shape.Add(OnnxFields.TensorRaw, ones.AsMemory());
        var file = new GraphFile { Input = [1, 3] };
        file.Add(shape);
        for (int i = 0; i < 10_000; i++) file.Add("Reshape", [i == 0 ? "input" : $"v{i}", "shape"], $"v{i + 1}");
        ExpectRefused(
            "Node 'the-v1' (Reshape): it does not leave the numbers of each sample of shape [1, 3] together and in their order.", file.Add("Identity", ["v10000"], "output"));
    }

    [Fact]
    public void MoreNodesThanAreRead()
    {
        var file = new GraphFile();
        for (int i = 0; i < 20_000; i++) file.Add("Relu", [i == 0 ? "input" : $"v{i}"], $"v{i + 1}");
        ExpectRefused("The file is no valid ONNX file: it has more than 16384 nodes.", file);
    }

    private static void ExpectRefused(string message, GraphFile file)
    {
        byte[] bytes = file.Bytes();
        var network = new PlainNetwork<ThreeThreeTwo>();
        var watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(network, new MemoryStream(bytes)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        Assert.Equal(message, thrown.Message);
    }
}
