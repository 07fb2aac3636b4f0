using System.Runtime.InteropServices;
using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>Trimmed and AOT-compiled programs. Where nothing else is said they are for net9.0.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class PublishTests(PackedPackage package)
{
    private static readonly string Runtime = RuntimeInformation.RuntimeIdentifier;

    [NativeAotFact]
    public void A_trimmed_program_has_no_warning_and_learns()
    {
        Publish("trimmed", "-p:PublishTrimmed=true", "--self-contained").AssertCalm();
        Assert.Equal("0 1 1 0\n6 15", Run("trimmed"));
    }

    // What the package's own message says to add is what that framework's compiler knows.
    [NativeAotTheory]
    [InlineData("net9.0", "x86-x64-v3")]
    [InlineData("net10.0", "x86-64-v3")]
    public void A_native_program_has_no_warning_and_learns(string framework, string instructionSet)
    {
        CommandResult result = Publish("native-" + framework, "-p:PublishAot=true", $"-p:PublishedFramework={framework}", $"-p:IlcInstructionSet={instructionSet}").AssertCalm();
        Assert.DoesNotContain("Layerwise:", result.Output, StringComparison.Ordinal);
        Assert.Equal("0 1 1 0\n6 15", Run("native-" + framework));
    }

    // Before the compiler of native code starts: the target is the package's own, and needs no second compilation to show itself.
    [NativeAotTheory]
    [InlineData("net8.0", "x86-x64-v3")]
    [InlineData("net9.0", "x86-x64-v3")]
    [InlineData("net10.0", "x86-64-v3")]
    public void Without_an_instruction_set_one_message_says_what_to_add(string framework, string instructionSet)
    {
        string output = Message(framework, "-p:PublishAot=true");
        Assert.Equal(2, output.Split("Layerwise: ").Length);
        Assert.Contains($"<IlcInstructionSet>{instructionSet}</IlcInstructionSet>", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Layerwise: ", Message(framework), StringComparison.Ordinal);
    }

    private string Message(string framework, params string[] options)
    {
        string folder = package.Consumer("Published");
        Command.DotNet(folder, ["restore", package.VersionProperty, $"-p:PublishedFramework={framework}"]).AssertSuccess();
        return Command.DotNet(
            folder,
            ["msbuild", "-t:LayerwiseInstructionSet", $"-p:RuntimeIdentifier={Runtime}", $"-p:PublishedFramework={framework}", package.VersionProperty, .. options]).AssertCalm().Output;
    }

    private CommandResult Publish(string output, params string[] options) => Command.DotNet(
        package.Consumer("Published"),
        ["publish", "-c", "Release", "-r", Runtime, "-o", output, package.VersionProperty, .. options]);

    private string Run(string output)
    {
        string folder = Path.Combine(package.Consumer("Published"), output);
        return new Command(Path.Combine(folder, "Published")) { Folder = folder }.Run().AssertSuccess().Output.Trim();
    }
}
