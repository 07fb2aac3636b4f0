using System.Runtime.InteropServices;
using Layerwise.Tests.Checkpoints;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.OnnxFiles;

/// <summary>Weights in a file beside the model.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-onnx-").FullName;

    [Fact]
    public void WeightsAreReadFromTheirPlaces()
    {
        byte[] data = [0, 0, 0, 0, .. MemoryMarshal.AsBytes(GraphFile.Tenths(9).AsSpan()), .. MemoryMarshal.AsBytes(GraphFile.Tenths(6).AsSpan())];
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        File.WriteAllBytes(Path.Combine(_folder, "data", "weights.bin"), data);
        GraphFile file = new GraphFile()
            .AddExternal("w1", [3, 3], ("location", "data/weights.bin"), ("offset", "4"), ("length", "36"), ("checksum", "of whatever"))
            .AddExternal("w2", [3, 2], ("location", "data/weights.bin"), ("offset", "40"));
        var network = new PlainNetwork<ThreeThreeTwo>();
        Onnx.Load(network, Save(Model(file)));
        Assert.Equal([.. GraphFile.Tenths(9), 0, 0, 0, .. GraphFile.Tenths(6), 0, 0], network.Parameters.ToArray());
    }

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("data/../../weights.bin")]
    [InlineData("/etc/weights.bin")]
    [InlineData("C:\\weights.bin")]
    [InlineData("data\\..\\..\\weights.bin")]
    public void ALocationOutsideOfTheFolderIsRefused(string location)
    {
        string path = Save(Model(new GraphFile().AddExternal("w1", [3, 3], ("location", location)).AddExternal("w2", [3, 2], ("location", location))));
        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(new PlainNetwork<ThreeThreeTwo>(), path));
        Assert.Equal($"The file is no valid ONNX file: the location '{location}' of a tensor leads out of the folder of the model.", thrown.Message);
    }

    [Fact]
    public void AFileThatIsTooShortIsNamed()
    {
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), new byte[40]);
        string path = Save(Model(new GraphFile().AddExternal("w1", [3, 3], ("location", "weights.bin"), ("offset", "8")).AddExternal("w2", [3, 2], ("location", "weights.bin"))));
        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(new PlainNetwork<ThreeThreeTwo>(), path));
        Assert.Equal("A tensor needs the bytes 8 to 44 of the file 'weights.bin', which has 40.", thrown.Message);
    }

    [Fact]
    public void AFileThatIsMissingIsNamed()
    {
        string path = Save(Model(new GraphFile().AddExternal("w1", [3, 3], ("location", "weights.bin")).AddExternal("w2", [3, 2], ("location", "weights.bin"))));
        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(new PlainNetwork<ThreeThreeTwo>(), path));
        Assert.StartsWith("A tensor lies in the file 'weights.bin', which cannot be read: ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStreamHasNoFolder()
    {
        byte[] file = Model(new GraphFile().AddExternal("w1", [3, 3], ("location", "weights.bin")).AddExternal("w2", [3, 2], ("location", "weights.bin"))).Bytes();
        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(new PlainNetwork<ThreeThreeTwo>(), new MemoryStream(file)));
        Assert.Equal("A tensor lies in the file 'weights.bin', and a stream has no folder to look for it; load the model by its path.", thrown.Message);
    }

    [Fact]
    public void TensorsThatShareTheirBytesTakeNoMoreThanABudget()
    {
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), new byte[4 * 1000 * 1000]);
        var file = new GraphFile { Input = [-1, 1000] };
        string value = "input";
        for (int i = 0; i < 100; i++)
        {
            file.AddExternal($"w{i}", [1000, 1000], ("location", "weights.bin"));
            file.Add("MatMul", [value, $"w{i}"], i == 99 ? "output" : $"v{i}");
            value = $"v{i}";
        }

        var thrown = Assert.Throws<OnnxException>(() => Onnx.Load(new PlainNetwork<ThreeThreeTwo>(), Save(file)));
        Assert.Equal("The constants of the file take more than 8 times the memory of the file itself.", thrown.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static GraphFile Model(GraphFile weights) => weights.Add("Gemm", ["input", "w1"], "z").Add("Relu", ["z"], "a").Add("Gemm", ["a", "w2"], "output");

    private string Save(GraphFile file)
    {
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, file.Bytes());
        return path;
    }
}
