using System.Text.RegularExpressions;
using Layerwise.Package.Tests.Harness;
using Xunit.Abstractions;

namespace Layerwise.Package.Tests;

/// <summary>The pages for newcomers, followed word for word with the package and the templates as they were packed.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class DocumentationTests(PackedPackage package, ITestOutputHelper output)
{
    [NativeAotFact]
    public void Getting_started_and_then_deploying()
    {
        // The packages that the reader makes are found in the reader's own feed, and nowhere else.
        string folder = Path.GetDirectoryName(package.Clone)!;
        File.WriteAllText(Path.Combine(folder, "NuGet.config"), """
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="packages" />
              </config>
              <disabledPackageSources>
                <add key="packed" value="true" />
              </disabledPackageSources>
            </configuration>
            """);
        new Walkthrough(package, "getting-started.md").Follow("walk", start: "layerwise");
        new Walkthrough(package, "deploying.md").Follow("walk", start: "Spirals");
    }

    [Fact]
    public void Troubleshooting() => new Walkthrough(package, "troubleshooting.md").Follow("trouble", start: "");

    [TorchFact]
    public void Coming_from_PyTorch_Stable_Baselines3_and_Keras()
    {
        string modules = package.Consumer("from/modules");
        foreach (string missing in StandIns.Fill(Torch.Python!, modules)) output.WriteLine($"NOT TESTED: {missing} itself, which no Python here has. A stand-in takes its place.");
        if (Path.IsPathRooted(Torch.Python)) File.CreateSymbolicLink(Path.Combine(modules, "python3"), Torch.Python);
        var page = new Walkthrough(package, "coming-from.md") { Environment = $"export PATH='{modules}':$PATH PYTHONPATH='{modules}'" };

        _ = page.Follow("from", start: "");

        // The scripts, and the program that has their networks: first of single samples, then of sequences.
        Assert.Equal(4, page.Printed.Count);
        AssertSame(page.Printed[0], page.Printed[1], networks: 3);
        AssertSame(page.Printed[2], page.Printed[3], networks: 2);

        // Beside what exporters have to say.
        static void AssertSame(string scripts, string program, int networks)
        {
            string[] expected = [.. Regex.Matches(scripts, "^[-0-9. ]+$", RegexOptions.Multiline).Select(static line => line.Value)];
            Assert.Equal(networks, expected.Length);
            Assert.All(expected, line => Assert.Contains(line, program, StringComparison.Ordinal));
        }
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
