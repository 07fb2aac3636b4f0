using System.Globalization;
using System.Text.RegularExpressions;
using Layerwise.Package.Tests.Harness;
using Xunit.Abstractions;

namespace Layerwise.Package.Tests;

/// <summary>The sample Embedded as a native program and as a library for C, and the size that its page promises.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class EmbeddedSampleTests(ITestOutputHelper log)
{
    private const int MostBytesOverEmpty = 60 * 1024;
    private const int WeightBytes = 4 * ((64 * 32) + 32 + (32 * 10) + 10);

    // A byte for each weight, and for each unit a factor and a bias as floats.
    private const int RoundedBytes = (64 * 32) + (32 * 10) + (2 * 4 * (32 + 10));

    [NativeAotFact(NativePrograms.Embedded)]
    public void The_frozen_classifier_is_small_allocates_nothing_and_passes_its_own_test()
    {
        string output = new Command("bash", "measure") { Folder = Repository.At("samples", "Embedded") }.Run().AssertCalm().Output;

        Assert.Equal(2, Regex.Count(output, "^digit 0, 99 %$", RegexOptions.Multiline));
        Assert.Equal(2, Regex.Count(output, "^self-test: passed$", RegexOptions.Multiline));
        Assert.Matches("first call: [0-9]+ µs, 0 bytes allocated", output);
        int more = int.Parse(Regex.Match(output, "([0-9]+) more than an empty program").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(more, WeightBytes, WeightBytes + MostBytesOverEmpty);
    }

    [NativeAotFact]
    public void The_classifier_as_C_passes_its_own_test_here_and_on_a_microcontroller()
    {
        string output = new Command("bash", "firmware") { Folder = Repository.At("samples", "Embedded") }.Run().AssertCalm().Output;
        foreach (Match missing in Regex.Matches(output, "^NOT TESTED: .*$", RegexOptions.Multiline)) log.WriteLine(missing.Value);

        Assert.Matches("Single, (gcc|clang): self-test: passed", output);
        Assert.Matches("Int8, (gcc|clang): self-test: passed", output);
        Assert.DoesNotContain("FAILED", output, StringComparison.Ordinal);
        AssertParts("Single", WeightBytes, output);
        AssertParts("Int8", RoundedBytes, output);
        if (!output.Contains("bytes of flash", StringComparison.Ordinal)) return;
        AssertSmall("Single", WeightBytes, output);
        AssertSmall("Int8", RoundedBytes, output);
    }

    // Eight samples of 64 inputs and 10 outputs.
    private static void AssertParts(string weights, int weightBytes, string output) =>
        Assert.Matches($"{weights}, (gcc|clang): {weightBytes} bytes of weights and biases; {8 * 4 * (64 + 10)} bytes of samples more", output);

    private static void AssertSmall(string weights, int weightBytes, string output)
    {
        Match sizes = Regex.Match(output, $"{weights}, cortex-m4 -Os: ([0-9]+) bytes of flash and ([0-9]+) bytes of RAM");
        int Number(int group) => int.Parse(sizes.Groups[group].Value, CultureInfo.InvariantCulture);
        Assert.InRange(Number(1), weightBytes, weightBytes + 2048);
        Assert.InRange(Number(2), 4 * (64 + 32 + 10), 1024);
        Assert.Matches($"{weights}, cortex-m4 -Os: self-test: passed|NOT TESTED: the program for Cortex-M4", output);
        Assert.Matches($"{weights}, cortex-m4 -Os: one sample: [1-9][0-9]{{3,4}} instructions|NOT TESTED: the program for Cortex-M4", output);
    }

    // Where the walk through the page about deploying publishes for both of them, one in each run.
    public static TheoryData<string> OtherPlatforms => new(Sweep.Draw(["linux-arm64", "win-x64"], usual: 1, new Random(Sweep.Seed)));

    // As its page says; the program runs on a machine that this one is not.
    [Theory]
    [MemberData(nameof(OtherPlatforms))]
    public void It_can_be_published_for_another_platform(string runtime)
    {
        string output = Directory.CreateTempSubdirectory("layerwise-embedded-").FullName;
        try
        {
            Command.DotNet(
                Repository.At("samples", "Embedded", "App"),
                ["publish", "-c", "Release", "-r", runtime, "--self-contained", "-p:PublishAot=false", "-o", output, SingleProcess.Option]).AssertCalm();
            Assert.True(File.Exists(Path.Combine(output, runtime == "win-x64" ? "EmbeddedApp.exe" : "EmbeddedApp")));
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }
}
