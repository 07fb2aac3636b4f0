using Layerwise.Runtime;
using Layerwise.Tests.Checkpoints;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("layerwise-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ANetworkComesBackFromAFileThatReplacedAnother()
    {
        string path = Path.Combine(_folder.FullName, "network.safetensors");
        var saved = new PlainNetwork<ThreeThreeTwo>(seed: 1);
        Safetensors.Save(new PlainNetwork<ThreeThreeTwo>(seed: 9), path);
        Safetensors.Save(saved, path);

        var loaded = new PlainNetwork<ThreeThreeTwo>(seed: 2);
        Safetensors.Load(loaded, path);
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void TheOldFileStaysUntilTheNewOneIsComplete()
    {
        string path = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(path, "old");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the "u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
            stream.Write("new"u8);
        });
        Assert.Equal("half of the new", File.ReadAllText(path));
    }

    [Fact]
    public void AfterAFailureTheOldFileIsThereAndNoOther()
    {
        string path = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, static stream =>
        {
            stream.Write("new"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void AFolderThatDoesNotExistIsAnError() => Assert.Throws<DirectoryNotFoundException>(
        () => Safetensors.Save(new PlainNetwork<ThreeThreeTwo>(), Path.Combine(_folder.FullName, "missing", "file")));

    [Fact]
    public void AFileThatDoesNotExistIsAnError() => Assert.Throws<FileNotFoundException>(
        () => Safetensors.Load(new PlainNetwork<ThreeThreeTwo>(), Path.Combine(_folder.FullName, "missing")));
}
