using System.Text.RegularExpressions;

namespace Layerwise.Samples.Tests.Playground;

/// <summary>The page, published once for all tests of it. What .NET needs for browsers comes from the feed of packages.</summary>
public sealed partial class PublishedPage : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-playground").FullName;

    public PublishedPage()
    {
        string project = Repository.At("samples/Playground/Page");
        CommandResult restored = Command.DotNet(project, "restore", SingleProcess.Option);
        if (MissingPack().Match(restored.Output) is { Success: true } missing)
        {
            Missing = $"NOT TESTED: pages, because the feed lacks {missing.Groups[1].Value.TrimEnd('.')}.";
            return;
        }

        restored.AssertSuccess();

        // Compressed files are for servers that can give them out, and take longer than everything else. What the page refers to has been built with these tests.
        string[] options = ["--no-restore", "-p:CompressionEnabled=false", "-p:BuildProjectReferences=false", SingleProcess.Option];
        Command.DotNet(project, ["publish", "-c", Repository.Configuration, "-o", _folder, .. options]).AssertCalm();
    }

    /// <summary>What the machine lacks for it; null if nothing.</summary>
    public string? Missing { get; }

    /// <summary>What a server has to give out.</summary>
    public string Files => Path.Combine(_folder, "wwwroot");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"error NU1\d+: Unable to (?:find|resolve) .*?(Microsoft\.[\w.-]*(?:WebAssembly|browser-wasm)[\w.-]*)")]
    private static partial Regex MissingPack();
}
