using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>A project that asks for pages about its networks with <c>LayerwiseReport</c>.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class ReportTests(PackedPackage package)
{
    private static readonly string[] Pages = ["Classifier.html", "Control.Valve.html"];

    [Fact]
    public void Each_network_gets_a_page_that_needs_nothing_else()
    {
        package.Build.AssertSuccess();

        Assert.Equal(Pages, Directory.EnumerateFiles(Folder, "*.html").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string page = File.ReadAllText(Path.Combine(Folder, "Control.Valve.html"));
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>", page.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("<td>XavierNormal, σ = 0.354</td>", page, StringComparison.Ordinal);
        Assert.Contains("inputs of mean square 0.25", page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_kept_while_nothing_changes_and_follow_what_does()
    {
        package.Build.AssertSuccess();
        string folder = package.Consumer("Reported");
        string[] paths = [.. Pages.Select(page => Path.Combine(Folder, page))];
        DateTime[] written = [.. paths.Select(File.GetLastWriteTimeUtc)];

        Build(folder).AssertCalm();
        Assert.Equal(written, paths.Select(File.GetLastWriteTimeUtc));

        string source = Path.Combine(folder, "Networks.cs");
        File.WriteAllText(source, File.ReadAllText(source).Replace("HeNormal", "HeUniform", StringComparison.Ordinal));
        Build(folder).AssertCalm();
        Assert.Contains("<td>HeUniform, ", File.ReadAllText(paths[0]), StringComparison.Ordinal);

        // A page that is gone comes back; of a class that is gone it goes, and a file of somebody else's stays.
        File.Delete(paths[1]);
        Build(folder).AssertCalm();
        Assert.True(File.Exists(paths[1]));
        string own = Path.Combine(Folder, "Notes.html");
        File.WriteAllText(own, "Mine.");
        File.WriteAllText(source, File.ReadAllText(source).Replace("Valve", "Tap", StringComparison.Ordinal));
        Build(folder).AssertCalm();
        Assert.Equal(["Classifier.html", "Control.Tap.html", "Notes.html"], Directory.EnumerateFiles(Folder, "*.html").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Build(folder).AssertCalm();
        Assert.Equal(3, Directory.EnumerateFiles(Folder, "*.html").Count());

        // Who no longer asks builds as ever, and has no pages of another time.
        Build(folder, "-p:LayerwiseReport=false").AssertCalm();
        Assert.Equal([own], Directory.EnumerateFiles(Folder, "*.html"));
        File.Delete(own);
        File.WriteAllText(source, File.ReadAllText(source).Replace("Tap", "Valve", StringComparison.Ordinal));
        Build(folder).AssertCalm();
    }

    private string Folder => Path.Combine(package.Consumer("Reported"), "obj", "Release", "net10.0");

    private CommandResult Build(string folder, params string[] options) =>
        Command.DotNet(folder, ["build", "--no-restore", "-c", "Release", package.VersionProperty, .. options]);
}
