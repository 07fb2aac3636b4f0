using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace Layerwise.Generator.Tests.LaneWidths;

/// <summary>Runs Layerwise.LaneWidths in processes that see fewer instruction sets than this machine has.</summary>
[Trait("Category", "Slow")]
public sealed class LaneWidthTests
{
    // Processes can only be told to do without; what this machine lacks can't be tested on it.
    private static readonly int Widest = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;

    private static readonly string[] Switches = ["DOTNET_EnableAVX512", "DOTNET_PreferredVectorBitWidth", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    private static readonly ConcurrentDictionary<(string?, string?), CommandResult> Runs = [];

    [Theory]
    [InlineData(null, null, 16)]
    [InlineData("DOTNET_EnableAVX512", "0", 8)]
    [InlineData("DOTNET_PreferredVectorBitWidth", "256", 8)]
    [InlineData("DOTNET_EnableAVX2", "0", 4)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", 1)]
    public void Networks_agree_with_the_reference_on_every_lane_width(string? variable, string? value, int lanes)
    {
        string output = Run(variable, value).AssertSuccess().Output;
        Assert.Contains($"lanes={Math.Min(lanes, Widest)}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialization_gives_the_same_bits_on_every_lane_width()
    {
        string[] hashes = [.. new[] { (null, null), ("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX2", "0"), ("DOTNET_EnableHWIntrinsic", "0") }
            .Select(setting => Run(setting.Item1, setting.Item2).Output.Split('\n').Single(line => line.StartsWith("parameters=", StringComparison.Ordinal)))];
        Assert.Equal("parameters=".Length + 64, hashes[0].Length);
        Assert.Single(hashes.Distinct());
    }

    private static CommandResult Run(string? variable, string? value) =>
        Runs.GetOrAdd((variable, value), static setting => Start(setting.Item1, setting.Item2));

    // A variable of the test run itself must not decide what the child sees.
    private static CommandResult Start(string? variable, string? value)
    {
        Dictionary<string, string?> variables = Switches.ToDictionary(static name => name, static _ => (string?)null);
        if (variable is not null) variables[variable] = value;
        return new Command("dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "Layerwise.LaneWidths.dll")) { Variables = variables }.Run();
    }
}
