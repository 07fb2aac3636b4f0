using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>Programs for Linux on Arm64, published on x64 and run as QEMU plays that processor.</summary>
[Trait("Category", "Slow")]
public sealed class Arm64Tests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-arm64-").FullName;

    [CrossArm64Fact]
    public void The_frozen_classifier_as_a_native_program_passes_its_own_test_and_allocates_nothing()
    {
        Publish(Repository.At("samples", "Embedded", "App"), CrossArm64.Options);
        string output = CrossArm64.Run(Path.Combine(_folder, "EmbeddedApp")).AssertSuccess().Output;

        Assert.Contains("digit 0, 99 %\n", output, StringComparison.Ordinal);
        Assert.Contains("self-test: passed\n", output, StringComparison.Ordinal);
        Assert.Contains(" 0 bytes allocated", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Publish(string project, string[] options) =>
        Command.DotNet(project, ["publish", "-c", "Release", "-o", _folder, SingleProcess.Option, .. options]).AssertCalm();
}
