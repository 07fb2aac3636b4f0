using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>Projects that install the package and nothing else.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class ConsumerTests(PackedPackage package)
{
    [Fact]
    public void All_sound_consumers_build_without_a_warning() => package.Build.AssertCalm();

    [Theory]
    [InlineData("ThreeLines", "3")]
    [InlineData("App", "2 2 4")]
    [InlineData("WithoutAnalyzers", "3")]
    public void They_run(string consumer, string output)
    {
        package.Build.AssertSuccess();

        string program = Path.Combine(package.Output(consumer, "net10.0"), consumer + ".dll");
        Assert.Equal(output, Command.DotNet(package.Folder, program).AssertSuccess().Output.Trim());
    }

    [Theory]
    [InlineData("ThreeLines", "Layerwise.dll", "ThreeLines.dll")]
    [InlineData("App", "App.dll", "FirstLibrary.dll", "Layerwise.dll", "SecondLibrary.dll")]
    public void Nothing_of_the_compiler_comes_into_a_consumers_output(string consumer, params string[] libraries)
    {
        package.Build.AssertSuccess();

        Assert.Equal(
            libraries,
            Directory.EnumerateFiles(package.Output(consumer, "net10.0"), "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
