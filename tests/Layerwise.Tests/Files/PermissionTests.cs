using System.Runtime.Versioning;
using Layerwise.Runtime;
using Layerwise.Tests.Training;

namespace Layerwise.Tests.Files;

/// <summary>Saving keeps who may read and write a file, and refuses what an ordinary write would be refused.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PermissionTests : IDisposable
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void ModesAreKept()
    {
        string path = _folder.Write("file");

        // Less than what new files get, and more than what the mask of most processes leaves.
        foreach (UnixFileMode mode in (UnixFileMode[])[OnlyOwner, OnlyOwner | UnixFileMode.GroupRead, OnlyOwner | UnixFileMode.OtherWrite, OnlyOwner | UnixFileMode.UserExecute])
        {
            File.SetUnixFileMode(path, mode);
            AtomicFile.Write(path, stream =>
            {
                Assert.Equal(mode, File.GetUnixFileMode(((FileStream)stream).SafeFileHandle));
                stream.Write("new"u8);
            });
            Assert.Equal(mode, File.GetUnixFileMode(path));
        }
    }

    [UnixFact]
    public void ANewFileHasTheModeOfEveryNewFile()
    {
        string expected = _folder.Write("other");
        string path = _folder.At("file");
        AtomicFile.Write(path, static stream => stream.Write("new"u8));
        Assert.Equal(File.GetUnixFileMode(expected), File.GetUnixFileMode(path));
    }

    [UnixFact]
    public void AReadOnlyFileIsRefusedForRootToo()
    {
        string path = _folder.Write("file");
        foreach (UnixFileMode mode in (UnixFileMode[])[UnixFileMode.UserRead, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead, UnixFileMode.None])
        {
            File.SetUnixFileMode(path, mode);
            Assert.Equal($"'{path}' cannot be written: it is read-only.", Assert.Throws<IOException>(() => Save(path)).Message);
            Assert.Equal(mode, File.GetUnixFileMode(path));
        }

        File.SetUnixFileMode(path, OnlyOwner);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["file"], _folder.Names);
    }

    [UnixFact(UnixUser.Ordinary)]
    public void AFolderWithoutPermissionIsAnIOException()
    {
        string path = _folder.Write("file");
        File.SetUnixFileMode(_folder.At(), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Contains($"'{path}' cannot be written", Assert.Throws<IOException>(() => Save(path)).Message, StringComparison.Ordinal);
            Assert.Throws<IOException>(() => Save(_folder.At("new")));
        }
        finally
        {
            File.SetUnixFileMode(_folder.At(), OnlyOwner | UnixFileMode.UserExecute);
        }

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["file"], _folder.Names);
    }

    // Its owner may not write to it, whatever others may; what is in the folder may be renamed all the same.
    [UnixFact(UnixUser.Ordinary)]
    public void AFileThatThisUserMayNotWriteIsAnIOException()
    {
        string path = _folder.Write("file");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupWrite);
        Assert.Contains($"'{path}' cannot be written", Assert.Throws<IOException>(() => Save(path)).Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["file"], _folder.Names);
    }

    [UnixFact(UnixUser.Ordinary)]
    public void AFileThatThisUserMayNotReadIsAnIOException()
    {
        string path = _folder.Write("file");
        File.SetUnixFileMode(path, UnixFileMode.UserWrite);
        Assert.Contains($"'{path}' cannot be read", Assert.Throws<IOException>(() => SafetensorsFile.Read(path)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<string>> Savers() => new()
    {
        { "Safetensors.Save", static path => Safetensors.Save(new PlainNetwork<ThreeClasses>(seed: 1), path) },
        { "FrozenWeights.Save", static path => FrozenWeights.Save(new PlainNetwork<ThreeClasses>(seed: 1), path, Samples.ThreeClusters(3).Input(0)) },
        { "SafetensorsFile.Write", static path => new SafetensorsFile([Tensor.Of("a", [1], [1f])]).Write(path) },
        { "Trainer.Save", static path => Trainer(new TrainerOptions()).Save(path) },
        { "Checkpointing", static path => Trainer(new TrainerOptions { Checkpointing = new Checkpointing(path) }).Fit(Samples.ThreeClusters(30), 1) },
    };

    [Theory]
    [MemberData(nameof(Savers))]
    public void EveryWriterGoesThroughTheSameDoor(string name, Action<string> save)
    {
        if (OperatingSystem.IsWindows()) return;
        string target = _folder.Write("target");
        File.SetUnixFileMode(target, OnlyOwner);
        string link = File.CreateSymbolicLink(_folder.At("link"), target).FullName;
        save(link);
        Assert.True(new FileInfo(link).LinkTarget == target, name);
        Assert.Equal(OnlyOwner, File.GetUnixFileMode(target));
        Assert.NotEmpty(SafetensorsFile.Read(target).Tensors);
    }

    private static Trainer<PlainNetwork<ThreeClasses>> Trainer(TrainerOptions options) => new(new(seed: 1), new Sgd(0.1), options);

    private static void Save(string path) => AtomicFile.Write(path, static stream => stream.Write("new"u8));
}
