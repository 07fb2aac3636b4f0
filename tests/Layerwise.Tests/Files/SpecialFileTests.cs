using System.Net.Sockets;
using System.Runtime.Versioning;
using Layerwise.Runtime;

namespace Layerwise.Tests.Files;

/// <summary>What is no regular file is refused before anything is touched.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SpecialFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void ANamedPipe()
    {
        TestFolder.Run("mkfifo", _folder.At("it"));
        AssertRefused("a named pipe");
    }

    [UnixFact]
    public void ASocket()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.At("it")));
        AssertRefused("a socket");
    }

    // The numbers of /dev/null; nothing is ever written to it.
    [UnixFact(UnixUser.Root)]
    public void ADeviceOfCharacters()
    {
        TestFolder.Run("mknod", _folder.At("it"), "c", "1", "3");
        AssertRefused("a device");
    }

    // Numbers that no disk has.
    [UnixFact(UnixUser.Root)]
    public void ADeviceOfBlocks()
    {
        TestFolder.Run("mknod", _folder.At("it"), "b", "240", "240");
        AssertRefused("a device");
    }

    [Fact]
    public void AFolder()
    {
        Directory.CreateDirectory(_folder.At("it"));
        AssertRefused("a folder");
        Assert.EndsWith("it names a folder.", Assert.Throws<IOException>(() => Save(_folder.At("new") + Path.DirectorySeparatorChar)).Message, StringComparison.Ordinal);
        Assert.Equal(["it"], _folder.Names);
    }

    private void AssertRefused(string kind)
    {
        string path = _folder.At("it");
        Assert.Equal($"'{path}' cannot be written: it is {kind}; expected a regular file.", Assert.Throws<IOException>(() => Save(path)).Message);
        Assert.Equal(kind, SpecialFiles.Kind(path));
        Assert.Equal(["it"], _folder.Names);

        string link = _folder.At("link");
        File.CreateSymbolicLink(link, path);
        Assert.Equal($"'{link}' cannot be written: it is {kind}; expected a regular file.", Assert.Throws<IOException>(() => Save(link)).Message);
        File.Delete(link);
    }

    private static void Save(string path) => AtomicFile.Write(path, static _ => Assert.Fail("Nothing is to be written."));
}
