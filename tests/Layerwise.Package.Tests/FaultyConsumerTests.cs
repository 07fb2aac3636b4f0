using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>A project whose declaration is wrong, through the real compiler and the real <c>dotnet format</c>.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class FaultyConsumerTests(PackedPackage package)
{
    [Fact]
    public void The_analyzers_say_what_is_wrong_and_the_fix_repairs_it()
    {
        string folder = package.Consumer("Faulty");

        CommandResult broken = Command.DotNet(folder, "build", "-c", "Release", package.VersionProperty);
        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains("Program.cs(6,8): error LW1007: Layer 2: fanIn is 4, but layer 1 has a fanOut of 3", broken.Output, StringComparison.Ordinal);

        // The compiler alone still says where to look: the class has none of the members that the program calls.
        CommandResult silent = Command.DotNet(folder, "build", "--no-restore", "-c", "Release", "-p:RunAnalyzers=false", package.VersionProperty);
        Assert.NotEqual(0, silent.ExitCode);
        Assert.DoesNotContain("LW", silent.Output, StringComparison.Ordinal);
        Assert.Contains("Program.cs(3,", silent.Output, StringComparison.Ordinal);
        Assert.Contains("'Tiny'", silent.Output, StringComparison.Ordinal);

        // dotnet format takes no properties.
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), $"""
            <Project>
              <Import Project="../Directory.Build.props" />
              <PropertyGroup><LayerwiseVersion>{package.Version}</LayerwiseVersion></PropertyGroup>
            </Project>
            """);
        Command.DotNet(folder, "format", "analyzers", "Faulty.csproj", "--no-restore", "--diagnostics", "LW1007").AssertSuccess();
        Command.DotNet(folder, "build", "--no-restore", "-c", "Release").AssertCalm();

        // What would only be a bad start is said in a plain build as well, as a warning.
        File.WriteAllText(Path.Combine(folder, "Program.cs"), """
            using Layerwise;

            Console.WriteLine(new DigitClassifier(seed: 1).Parameters.Length);

            [Layer(64, 32, Activation.Relu, Init.XavierNormal)]
            [Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
            public sealed partial class DigitClassifier;
            """);
        CommandResult mild = Command.DotNet(folder, "build", "--no-restore", "-c", "Release").AssertSuccess();
        Assert.Contains("Program.cs(5,33): warning LW2001: ", mild.Output, StringComparison.Ordinal);
    }
}
