using System.IO.Compression;
using System.Security.Cryptography;
using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>Whoever packs the same sources gets the same package, byte for byte, in whatever folder.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class DeterminismTests(PackedPackage package)
{
    private static readonly string[] Sources = [".git", "src", "generator", "analyzers"];
    private static readonly string[] Built = ["bin", "obj"];

    [Fact]
    public void Sources_in_another_folder_give_the_same_package()
    {
        string copy = Path.Combine(package.Folder, "another", "folder");
        Copy(copy);
        Command.DotNet(copy, "pack", "src/Layerwise", "-c", Repository.Configuration, "-o", "feed", $"-p:PackageVersion={package.Version}", "-v", "quiet").AssertSuccess();
        foreach (string extension in (string[])["nupkg", "snupkg"])
        {
            string name = $"Layerwise.{package.Version}.{extension}";
            string expected = Path.Combine(package.Feed, name);
            string found = Path.Combine(copy, "feed", name);
            Assert.Equal(Entries(expected), Entries(found));
            Assert.True(File.ReadAllBytes(expected).AsSpan().SequenceEqual(File.ReadAllBytes(found)), $"{name}: its files are the same, and it is not.");
        }
    }

    private static IEnumerable<string> Entries(string packed)
    {
        using ZipArchive archive = ZipFile.OpenRead(packed);
        return [.. archive.Entries.Select(Hash).Order(StringComparer.Ordinal)];
    }

    private static string Hash(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        return $"{entry.FullName} {Convert.ToHexString(SHA256.HashData(content))}";
    }

    private static void Copy(string target)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(Repository.Root)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (string folder in Sources.Select(static name => Repository.At(name)).Where(Directory.Exists)) Copy(folder, Path.Combine(target, Path.GetFileName(folder)));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (string folder in Directory.EnumerateDirectories(from).Where(static folder => !Built.Contains(Path.GetFileName(folder))))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
