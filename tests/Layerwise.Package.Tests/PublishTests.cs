using System.Runtime.InteropServices;
using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>Trimmed and AOT-compiled programs.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class PublishTests(PackedPackage package)
{
    private static readonly string Runtime = RuntimeInformation.RuntimeIdentifier;

    // The program is the same in all three: one in each run. Native code is trimmed too, and the pages about deploying publish native programs of their own.
    public static TheoryData<string, bool> Programs
    {
        get
        {
            var programs = new TheoryData<string, bool>();
            foreach (var (framework, isNative) in Sweep.Draw([("net9.0", false), ("net9.0", true), ("net10.0", true)], usual: 1, new Random(Sweep.Seed))) programs.Add(framework, isNative);
            return programs;
        }
    }

    [NativeAotTheory(NativePrograms.Published)]
    [MemberData(nameof(Programs))]
    public void A_trimmed_program_and_a_native_one_have_no_warning_and_learn(string framework, bool isNative)
    {
        // What the package's own message says to add is what that framework's compiler knows.
        string instructionSet = framework == "net10.0" ? "x86-64-v3" : "x86-x64-v3";
        string[] options = isNative ? ["-p:PublishAot=true", $"-p:IlcInstructionSet={instructionSet}"] : ["-p:PublishTrimmed=true", "--self-contained"];
        string folder = $"{(isNative ? "native" : "trimmed")}-{framework}";
        CommandResult result = Publish(folder, [$"-p:PublishedFramework={framework}", .. options]).AssertCalm();
        Assert.DoesNotContain("Layerwise:", result.Output, StringComparison.Ordinal);
        Assert.Equal("0 1 1 0\n6 15", Run(folder));
    }

    // Before the compiler of native code starts: the target is the package's own, and needs no second compilation to show itself.
    [Fact]
    public void Without_an_instruction_set_one_message_says_what_to_add()
    {
        string folder = package.Consumer("Published");
        string[] properties = [package.VersionProperty, "-p:PublishedFrameworks=net8.0%3Bnet9.0%3Bnet10.0"];
        Command.DotNet(folder, ["restore", .. properties]).AssertSuccess();
        string[] lines = Command.DotNet(folder, ["msbuild", "Messages.targets", "-noLogo", $"-p:RuntimeIdentifier={Runtime}", .. properties]).AssertCalm()
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Collection(
            lines,
            line => Assert.Equal("net8.0:", line),
            line => AssertAsksFor("x86-x64-v3", line),
            line => Assert.Equal("net9.0:", line),
            line => AssertAsksFor("x86-x64-v3", line),
            line => Assert.Equal("net10.0:", line),
            line => AssertAsksFor("x86-64-v3", line),
            line => Assert.Equal("JIT:", line));
    }

    private static void AssertAsksFor(string instructionSet, string line)
    {
        Assert.StartsWith("Layerwise: ", line, StringComparison.Ordinal);
        Assert.Contains($"<IlcInstructionSet>{instructionSet}</IlcInstructionSet>", line, StringComparison.Ordinal);
    }

    private CommandResult Publish(string output, params string[] options) => Command.DotNet(
        package.Consumer("Published"),
        ["publish", "-c", "Release", "-r", Runtime, "-o", output, package.VersionProperty, SingleProcess.Option, .. options]);

    private string Run(string output)
    {
        string folder = Path.Combine(package.Consumer("Published"), output);
        return new Command(Path.Combine(folder, "Published")) { Folder = folder }.Run().AssertSuccess().Output.Trim();
    }
}
