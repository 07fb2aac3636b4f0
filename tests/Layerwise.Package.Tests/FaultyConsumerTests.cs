using Layerwise.Package.Tests.Harness;
using Layerwise.Samples.Tests.Mistakes;
using Xunit.Abstractions;

namespace Layerwise.Package.Tests;

/// <summary>A project whose declarations are wrong, through the real compiler and the real <c>dotnet format</c>.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class FaultyConsumerTests(PackedPackage package, ITestOutputHelper output)
{
    private readonly string _folder = package.Consumer("Faulty");

    // The formatter compiles the project for each rule that it repairs, generated code and all. Where it leaves no warning that it could repair, a second run has nothing
    // to do. Once it left one rule of fourteen, and in no run of the same file since: what it leaves, it gets a second time, as from a user, and its log is printed.
    [Fact]
    public void The_analyzers_say_what_is_wrong_and_the_formatter_repairs_what_it_can()
    {
        output.WriteLine(Sweep.Note);
        AssertSaid();

        File.Delete(Path.Combine(_folder, "Mild.cs"));
        var mistakes = new DrawnMistakes(_folder);
        mistakes.Write();
        string[] lasting = mistakes.Lasting();
        // dotnet format takes no properties.
        File.WriteAllText(Path.Combine(_folder, "Directory.Build.props"), $"""
            <Project>
              <Import Project="../Directory.Build.props" />
              <PropertyGroup><LayerwiseVersion>{package.Version}</LayerwiseVersion></PropertyGroup>
            </Project>
            """);
        string[] left = RepairAndBuild();
        Assert.Equal(lasting, left.SequenceEqual(lasting) ? left : RepairAndBuild());
    }

    private void AssertSaid()
    {
        CommandResult broken = Command.DotNet(_folder, "build", "-c", "Release", package.VersionProperty);
        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains("Program.cs(6,8): error LW1007: Layer 2: fanIn is 4, but layer 1 has a fanOut of 3", broken.Output, StringComparison.Ordinal);
        // What would only be a bad start is said in a plain build as well, as a warning.
        Assert.Contains("Mild.cs(3,33): warning LW2001: ", broken.Output, StringComparison.Ordinal);

        // The compiler alone still says where to look: the class has none of the members that the program calls.
        CommandResult silent = Command.DotNet(_folder, "build", "--no-restore", "-c", "Release", "-p:RunAnalyzers=false", package.VersionProperty);
        Assert.NotEqual(0, silent.ExitCode);
        Assert.DoesNotContain("LW", silent.Output, StringComparison.Ordinal);
        Assert.Contains("Program.cs(3,", silent.Output, StringComparison.Ordinal);
        Assert.Contains("'Tiny'", silent.Output, StringComparison.Ordinal);
    }

    private string[] RepairAndBuild()
    {
        output.WriteLine(Command.DotNet(_folder, "format", "analyzers", "Faulty.csproj", "--no-restore", "--verbosity", "diagnostic").AssertSuccess().Output);
        string built = Command.DotNet(_folder, "build", "--no-restore", "-c", "Release").AssertSuccess().Output;
        Assert.DoesNotMatch(": warning (?!LW)", built);
        return [.. ExpectedWarning.Sorted(ExpectedWarning.Printed(built)).Select(static warning => warning.Id)];
    }
}
