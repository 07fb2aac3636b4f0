using System.Text.RegularExpressions;
using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>The pages for newcomers, followed word for word with the package and the templates as they were packed.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class DocumentationTests(PackedPackage package)
{
    [NativeAotFact]
    public void Getting_started_and_then_deploying()
    {
        string version = Clone.Into(package.Consumer("walk/layerwise"));
        new Walkthrough(package, version, "getting-started.md").Follow("walk", start: "layerwise");
        new Walkthrough(package, version, "deploying.md").Follow("walk", start: "Spirals");
    }

    [Fact]
    public void Troubleshooting() => new Walkthrough(package, package.Version, "troubleshooting.md").Follow("trouble", start: "");

    [TorchFact]
    public void Coming_from_PyTorch()
    {
        new Walkthrough(package, package.Version, "coming-from.md").Follow("from", start: "");
        string expected = new Command(Torch.Python!, "export.py") { Folder = package.Consumer("from") }.Run().AssertSuccess().Output;
        Assert.Equal(expected, Command.DotNet(package.Consumer("from/Import"), "run", "-c", "Release").AssertCalm().Output);
    }

    // Who follows a page has no other.
    [Fact]
    public void Every_program_of_a_page_has_its_project_file()
    {
        foreach (string page in Directory.EnumerateFiles(Repository.At("docs"), "*.md"))
        {
            string[] files = [.. Regex.Matches(File.ReadAllText(page), "^```[a-z]+ (?<file>\\S+)$", RegexOptions.Multiline).Select(static block => block.Groups["file"].Value)];
            string[] folders = [.. files.Where(static file => file.EndsWith(".cs", StringComparison.Ordinal)).Select(static file => Path.GetDirectoryName(file)!).Distinct()];
            Assert.All(folders, folder => Assert.Contains(Path.Combine(folder, Path.GetFileName(folder) + ".csproj"), files));
        }
    }
}
