using System.IO.Compression;

namespace Layerwise.Package.Tests.Harness;

/// <summary>
/// The package, packed anew under a version that nobody else has, and a folder outside the repository whose projects restore it into a
/// cache of their own: no cache can serve an older copy.
/// </summary>
public sealed class PackedPackage : IDisposable
{
    private readonly Lazy<CommandResult> _build;
    private readonly Lazy<string> _clone;

    public PackedPackage()
    {
        Version = $"0.0.0-test.{Guid.NewGuid():N}";
        Folder = Path.Combine(Path.GetTempPath(), "layerwise-package-tests", Version);
        Directory.CreateDirectory(Folder);
        Pack("src/Layerwise");
        Pack("src/Layerwise.Data");
        Pack("src/Layerwise.Mpi");
        Pack("templates");
        CopyConsumers();
        WriteNuGetConfig();
        _build = new(() => Command.DotNet(Folder, "build", "Consumers.slnx", "-c", "Release", "-v", "quiet", VersionProperty, SingleProcess.Option));
        _clone = new(() => Harness.Clone.Into(Consumer("walk/layerwise"), Version));
    }

    public string Version { get; }

    /// <summary>The consumers' solution, and the feed and the cache beside it.</summary>
    public string Folder { get; }

    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>What every build of a consumer is given.</summary>
    public string VersionProperty => $"-p:LayerwiseVersion={Version}";

    /// <summary>All consumers that are sound, restored and built once.</summary>
    internal CommandResult Build => _build.Value;

    /// <summary>
    /// The sources once more, in a folder of their own: what is packed there is the same package, and whoever follows the pages begins with it. It is compiled once for both.
    /// </summary>
    internal string Clone => _clone.Value;

    /// <summary>The files in a package, or in its symbols.</summary>
    public IEnumerable<string> Entries(string id, string extension)
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.{extension}"));
        return [.. archive.Entries.Select(static entry => entry.FullName).Order(StringComparer.Ordinal)];
    }

    public string Consumer(string name) => Path.Combine(Folder, name);

    public string Output(string consumer, string framework) => Path.Combine(Consumer(consumer), "bin", "Release", framework);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Pack(string project) => Command.DotNet(
        Repository.Root,
        ["pack", project, "--no-build", "--no-restore", "-c", Repository.Configuration, "-o", Feed, $"-p:PackageVersion={Version}", SingleProcess.Option]).AssertSuccess();

    private void CopyConsumers()
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Consumers");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    // The fallback folder holds the packs of trimming and AOT compilation, which are large and the same for everyone.
    private void WriteNuGetConfig() => File.WriteAllText(Path.Combine(Folder, "NuGet.config"), $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="packages" />
          </config>
          <packageSources>
            <add key="packed" value="feed" />
          </packageSources>
          <fallbackPackageFolders>
            <add key="user" value="{UserPackages}" />
          </fallbackPackageFolders>
        </configuration>
        """);

    private static string UserPackages
    {
        get
        {
            string folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            // NuGet refuses a fallback folder that is not there.
            Directory.CreateDirectory(folder);
            return folder;
        }
    }
}

/// <summary>
/// Packs once for all tests of a run. Whatever builds is here, with the package or without, because it comes one after the other: the warm process of MSBuild builds for one
/// command at a time, and a second one meanwhile starts a process of its own.
/// </summary>
[CollectionDefinition(Name)]
public sealed class PackageTests : ICollectionFixture<PackedPackage>
{
    public const string Name = "Package";
}
