using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Layerwise.Generator.Tests.LaneWidths;

/// <summary>Runs Layerwise.LaneWidths in processes that see fewer instruction sets than this machine has.</summary>
public sealed class LaneWidthTests
{
    // Processes can only be told to do without; what this machine lacks can't be tested on it.
    private static readonly int Widest = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;

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

    private static (int ExitCode, string Output) Run(string? variable, string? value) =>
        Runs.GetOrAdd((variable, value), static setting => Start(setting.Item1, setting.Item2));

    private static (int ExitCode, string Output) Start(string? variable, string? value)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Layerwise.LaneWidths.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A variable of the test run itself must not decide what the child sees.
        foreach (string inherited in (string[])["DOTNET_EnableAVX512", "DOTNET_PreferredVectorBitWidth", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"])
        {
            start.Environment.Remove(inherited);
        }

        if (variable is not null) start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
