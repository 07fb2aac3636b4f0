using Layerwise.Runtime;

namespace Layerwise.Tests.Files;

/// <summary>Temporary files: their names fit beside every name, and those of killed savers are not there for ever.</summary>
public sealed class LeftoverTests : IDisposable
{
    private const int MostBytes = 255;
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryNameThatTheSystemTakesCanBeSaved()
    {
        for (int length = 200; length <= MostBytes; length++)
        {
            string path = _folder.At(new string('n', length));
            Save(path, "first");
            Save(path, "second");
            Assert.Equal("second", File.ReadAllText(path));
            File.Delete(path);
        }

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void ANameInWhichCharactersTakeSeveralBytesCanBeSaved()
    {
        string name = string.Concat(Enumerable.Repeat("ß", 120)) + "😀"; // 244 bytes
        Save(_folder.At(name), "new");
        Assert.Equal([name], _folder.Names);
    }

    [Fact]
    public void ALongerNameIsAnErrorThatLeavesNothing()
    {
        Assert.ThrowsAny<IOException>(() => Save(_folder.At(new string('n', MostBytes + 1)), "new"));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void WhatAKilledSaverLeftIsRemovedByTheNextOneOfTheSameFile()
    {
        string[] left = [Leave("file"), Leave("file"), Leave("file")];
        string other = Leave("other");
        Save(_folder.At("file"), "new");
        Assert.All(left, static path => Assert.False(File.Exists(path)));
        Assert.True(File.Exists(other));
        Assert.Equal(2, _folder.Names.Count());
    }

    [Fact]
    public void WhatAnotherSaverIsWritingIsLeftAlone()
    {
        string path = _folder.At("file");
        AtomicFile.Write(path, outer =>
        {
            outer.Write("outer"u8);
            Save(path, "inner");
            Assert.True(File.Exists(((FileStream)outer).Name));
            Assert.Equal("inner", File.ReadAllText(path));
        });
        Assert.Equal("outer", File.ReadAllText(path));
        Assert.Equal(["file"], _folder.Names);
    }

    [Fact]
    public void SaversOfOneFileDoNotDisturbEachOther()
    {
        string path = _folder.At("file");
        string[] contents = [.. Enumerable.Range(0, 4).Select(static i => new string((char)('a' + i), 5000))];
        Parallel.ForEach(contents, new ParallelOptions { MaxDegreeOfParallelism = contents.Length }, content =>
        {
            for (int i = 0; i < 100; i++)
            {
                Save(path, content);
                Assert.Contains(File.ReadAllText(path), contents);
            }
        });
        Assert.Equal(["file"], _folder.Names);
    }

    [UnixFact]
    public void APipeWithTheNameOfALeftoverDoesNotStopTheSaver()
    {
        string pipe = Leave("file");
        File.Delete(pipe);
        TestFolder.Run("mkfifo", pipe);
        Save(_folder.At("file"), "new");
        Assert.Equal(2, _folder.Names.Count());
    }

    // What a process has written when it is killed: its lock ends with it.
    private string Leave(string name)
    {
        using FileStream stream = TemporaryFile.Create(new SaveTarget(_folder.At(name), Mode: null));
        stream.Write("half"u8);
        return stream.Name;
    }

    private static void Save(string path, string content) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(content)));
}
