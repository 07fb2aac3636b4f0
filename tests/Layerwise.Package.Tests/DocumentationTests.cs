using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>The pages for newcomers, followed word for word with the package and the templates as they were packed.</summary>
[Collection(PackageTests.Name)]
public sealed class DocumentationTests(PackedPackage package)
{
    [NativeAotFact]
    public void Getting_started_and_then_deploying()
    {
        new Walkthrough(package, "getting-started.md").Follow("walk", start: "");
        new Walkthrough(package, "deploying.md").Follow("walk", start: "Spirals");
    }

    [Fact]
    public void Troubleshooting()
    {
        new Walkthrough(package, "troubleshooting.md").Follow("trouble", start: "");
        RunProgram("trouble/Check");
    }

    [TorchFact]
    public void Coming_from_PyTorch()
    {
        new Walkthrough(package, "coming-from.md").Follow("from", start: "");
        string expected = Command.Run(package.Consumer("from"), Torch.Python!, "export.py").AssertSuccess().Output;
        Assert.Equal(expected, RunProgram("from/Import"));
    }

    // A page that shows a program only: the project around it is the shortest one.
    private string RunProgram(string folder)
    {
        string project = package.Consumer(folder);
        File.Copy(package.Consumer("ThreeLines/ThreeLines.csproj"), Path.Combine(project, "Program.csproj"));
        return Command.DotNet(project, "run", "-c", "Release", package.VersionProperty).AssertCalm().Output;
    }
}
