using Layerwise.Package.Tests.Harness;
using Xunit.Abstractions;

namespace Layerwise.Package.Tests;

/// <summary>Programs for Linux on Arm64, published on x64 and run as QEMU plays that processor.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class Arm64Tests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Networks =
        ["Smallest", "Control", "Narrow", "Whole", "Odd", "Connected", "Signalled", "Sequential", "FromActivations", "FromPreActivations", "NormalizedLayers", "SeveralOutputs"];

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-arm64-").FullName;

    [CrossArm64Fact]
    public void The_frozen_classifier_as_a_native_program_passes_its_own_test_and_allocates_nothing()
    {
        Publish(Repository.At("samples", "Embedded", "App"), CrossArm64.Options);
        string said = CrossArm64.Run(Path.Combine(_folder, "EmbeddedApp")).AssertSuccess().Output;

        Assert.Contains("digit 0, 99 %\n", said, StringComparison.Ordinal);
        Assert.Contains("self-test: passed\n", said, StringComparison.Ordinal);
        Assert.Contains(" 0 bytes allocated", said, StringComparison.Ordinal);
    }

    // On registers of four floats, compared with the reference in double precision. A processor that a program plays takes a minute for what this one does in a second:
    // some networks, other ones in each run.
    [CrossArm64Fact]
    public void Networks_agree_with_the_reference_on_NEON_and_begin_with_the_bits_of_other_processors()
    {
        output.WriteLine(Sweep.Note);
        string project = Repository.At("tests", "Support", "Layerwise.LaneWidths");
        string[] arguments = ["only", .. Sweep.Draw(Networks, usual: 3, new Random(Sweep.Seed))];
        Publish(project, [.. CrossArm64.Options, "-p:Native=true"]);
        string[] found = Lines(CrossArm64.Run(Path.Combine(_folder, "Layerwise.LaneWidths"), arguments));
        string[] here = Lines(Command.DotNet(project, ["run", "-c", "Release", "--", .. arguments]));

        Assert.Equal("lanes=4", found[0]);
        Assert.Equal(here.Where(static line => line.StartsWith("parameters of ", StringComparison.Ordinal)), found[1..]);
        Assert.Equal(arguments.Length - 1, found.Length - 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Lines(CommandResult result) => result.AssertSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void Publish(string project, string[] options) =>
        Command.DotNet(project, ["publish", "-c", "Release", "-o", _folder, SingleProcess.Option, .. options]).AssertCalm();
}
