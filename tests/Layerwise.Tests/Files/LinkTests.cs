using System.Runtime.Versioning;
using Layerwise.Runtime;

namespace Layerwise.Tests.Files;

/// <summary>Saving through links: the link stays, and what it leads to is replaced.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LinkTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void ALinkIsFollowed()
    {
        string target = _folder.Write("target");
        string link = Link("link", target);
        Save(link);
        AssertSaved(target, link);
        Assert.Equal(["link", "target"], _folder.Names);
    }

    [UnixFact]
    public void AChainOfRelativeLinksIsFollowed()
    {
        Directory.CreateDirectory(_folder.At("deep"));
        string target = _folder.Write(Path.Combine("deep", "target"));
        string second = Link("second", "./deep/target");
        string first = Link("first", "deep/../second");
        Save(first);
        AssertSaved(target, first, second);
        Assert.Equal(["target"], Directory.GetFiles(_folder.At("deep")).Select(Path.GetFileName));
    }

    [UnixFact]
    public void ALinkToNothingCreatesWhatItNames()
    {
        string link = Link("link", "target");
        Save(link);
        AssertSaved(_folder.At("target"), link);
    }

    // The system goes to the folder above the one that the link is really in; the text of the path says another one.
    [UnixFact]
    public void TheFolderAboveIsThatOfTheLinkItself()
    {
        Directory.CreateDirectory(_folder.At("real", "inner"));
        string target = _folder.Write(Path.Combine("real", "net"));
        string wrong = _folder.Write("net");
        Directory.CreateSymbolicLink(_folder.At("way"), _folder.At("real", "inner"));
        File.CreateSymbolicLink(_folder.At("real", "inner", "link"), "../net");
        Save(_folder.At("way", "link"));
        AssertSaved(target);
        Assert.Equal("old", File.ReadAllText(wrong));
    }

    [UnixFact]
    public void LinksInACircleAreAnError()
    {
        string link = Link("link", "other");
        Link("other", "link");
        Assert.Contains("more than 40 links", Assert.Throws<IOException>(() => Save(link)).Message, StringComparison.Ordinal);
        Assert.Equal(["link", "other"], _folder.Names);
    }

    [UnixFact]
    public void ALinkToAFolderIsAnError()
    {
        Directory.CreateDirectory(_folder.At("folder"));
        string link = Link("link", "folder");
        Assert.Equal($"'{link}' cannot be written: it is a folder; expected a regular file.", Assert.Throws<IOException>(() => Save(link)).Message);
        Assert.Equal(["folder", "link"], _folder.Names);
    }

    private static void Save(string path) => AtomicFile.Write(path, static stream => stream.Write("new"u8));

    private static void AssertSaved(string target, params string[] links)
    {
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Null(new FileInfo(target).LinkTarget);
        Assert.All(links, static link => Assert.NotNull(new FileInfo(link).LinkTarget));
    }

    private string Link(string name, string target) => File.CreateSymbolicLink(_folder.At(name), target).FullName;
}
