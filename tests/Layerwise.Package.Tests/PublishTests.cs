using System.Runtime.InteropServices;
using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>Trimmed and AOT-compiled programs. They name net9.0, the newest framework whose packs are served everywhere these tests run.</summary>
[Collection(PackageTests.Name)]
public sealed class PublishTests(PackedPackage package)
{
    private static readonly string Runtime = RuntimeInformation.RuntimeIdentifier;

    [NativeAotFact]
    public void A_trimmed_program_has_no_warning_and_learns()
    {
        Publish("trimmed", "-p:PublishTrimmed=true", "--self-contained").AssertCalm();
        Assert.Equal("0 1 1 0\n6 15", Run("trimmed"));
    }

    [NativeAotFact]
    public void A_native_program_has_no_warning_and_learns()
    {
        CommandResult result = Publish("native", "-p:PublishAot=true", "-p:IlcInstructionSet=x86-x64-v3").AssertCalm();
        Assert.DoesNotContain("Layerwise:", result.Output, StringComparison.Ordinal);
        Assert.Equal("0 1 1 0\n6 15", Run("native"));
    }

    // Before the compiler of native code starts: the target is the package's own, and needs no second compilation to show itself.
    [NativeAotFact]
    public void Without_an_instruction_set_one_message_says_what_to_add()
    {
        string folder = package.Consumer("Published");
        Command.DotNet(folder, "restore", "-r", Runtime, "-p:PublishAot=true", package.VersionProperty).AssertSuccess();
        string output = Command.DotNet(
            folder, "msbuild", "-t:LayerwiseInstructionSet", $"-p:RuntimeIdentifier={Runtime}", "-p:PublishAot=true", package.VersionProperty).AssertCalm().Output;
        Assert.Equal(2, output.Split("Layerwise: ").Length);
        Assert.Contains("<IlcInstructionSet>x86-x64-v3</IlcInstructionSet>", output, StringComparison.Ordinal);

        string silent = Command.DotNet(folder, "msbuild", "-t:LayerwiseInstructionSet", $"-p:RuntimeIdentifier={Runtime}", package.VersionProperty).AssertCalm().Output;
        Assert.DoesNotContain("Layerwise: ", silent, StringComparison.Ordinal);
    }

    private CommandResult Publish(string output, params string[] options) => Command.DotNet(
        package.Consumer("Published"),
        ["publish", "-c", "Release", "-r", Runtime, "-o", output, package.VersionProperty, .. options]);

    private string Run(string output)
    {
        string folder = Path.Combine(package.Consumer("Published"), output);
        return Command.Run(folder, Path.Combine(folder, "Published")).AssertSuccess().Output.Trim();
    }
}
