using System.IO.Compression;
using System.Security.Cryptography;
using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>Whoever packs the same sources gets the same package, byte for byte, in whatever folder.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class DeterminismTests(PackedPackage package)
{
    [Fact]
    public void Sources_in_another_folder_give_the_same_package()
    {
        Command.DotNet(package.Clone, "pack", "-c", Repository.Configuration, "src/Layerwise", "-o", "feed", "-v", "quiet", SingleProcess.Option).AssertSuccess();
        foreach (string extension in (string[])["nupkg", "snupkg"])
        {
            string name = $"Layerwise.{package.Version}.{extension}";
            string expected = Path.Combine(package.Feed, name);
            string found = Path.Combine(package.Clone, "feed", name);
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
}
