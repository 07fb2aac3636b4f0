using System.Collections.Concurrent;

namespace Layerwise.Generator.Tests.LaneWidths;

/// <summary>Networks on every lane width, in processes of their own.</summary>
[Trait("Category", "Slow")]
public sealed class LaneWidthTests
{
    private static readonly ConcurrentDictionary<(string?, string?), (int ExitCode, string Output)> Runs = [];

    [Theory]
    [InlineData(null, null, 16)]
    [InlineData("DOTNET_EnableAVX512", "0", 8)]
    [InlineData("DOTNET_PreferredVectorBitWidth", "256", 8)]
    [InlineData("DOTNET_EnableAVX2", "0", 4)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", 1)]
    public void Networks_agree_with_the_reference_on_every_lane_width(string? variable, string? value, int lanes)
    {
        var (exitCode, output) = Run(variable, value);
        Assert.True(exitCode == 0, output);
        Assert.Contains($"lanes={Math.Min(lanes, LaneWidthProcess.Widest)}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialization_gives_the_same_bits_on_every_lane_width()
    {
        string[] hashes = [.. new[] { (null, null), ("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX2", "0"), ("DOTNET_EnableHWIntrinsic", "0") }
            .Select(setting => Run(setting.Item1, setting.Item2).Output.Split('\n').Single(line => line.StartsWith("parameters=", StringComparison.Ordinal)))];
        Assert.Equal("parameters=".Length + 64, hashes[0].Length);
        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public void Two_narrow_layers_are_machine_code_without_a_call_whatever_their_activations()
    {
        string listing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var (exitCode, output) = LaneWidthProcess.RunWith(
                new Dictionary<string, string?> { ["DOTNET_JitDisasm"] = "*SamplePair*:Forward*", ["DOTNET_JitStdOutFile"] = listing });
            Assert.True(exitCode == 0, output);
            if (LaneWidthProcess.Widest < 8) return;

            // Control, and three pairs of Narrow.
            string[] methods = File.ReadAllText(listing).Split("; Assembly listing")[1..];
            Assert.Equal(4, methods.Length);
            Assert.All(methods, method => Assert.DoesNotContain("call ", method, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(listing);
        }
    }

    private static (int ExitCode, string Output) Run(string? variable, string? value) =>
        Runs.GetOrAdd((variable, value), static setting => LaneWidthProcess.Run(setting.Item1, setting.Item2));
}
