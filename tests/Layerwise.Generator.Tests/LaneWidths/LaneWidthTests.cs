using System.Collections.Concurrent;

namespace Layerwise.Generator.Tests.LaneWidths;

/// <summary>
/// Networks on every lane width, in processes of their own. Each of them takes seconds of the just-in-time compiler, so a run tries this machine's width and another, and on both
/// a third of the networks: of those that are alike, dense ones, windows, recurrent ones and losses, some in each run. Parameters are drawn of all of them.
/// </summary>
[Trait("Category", "Slow")]
public sealed class LaneWidthTests
{
    private static readonly ConcurrentDictionary<(string?, string?), LaneWidthRun> Runs = [];

    public static TheoryData<string?, string?, int> Widths { get; } = LaneWidthProcess.Draw(
        usual: 1,
        ("DOTNET_EnableAVX512", "0", 8),
        ("DOTNET_PreferredVectorBitWidth", "256", 8),
        ("DOTNET_EnableAVX2", "0", 4),
        ("DOTNET_EnableHWIntrinsic", "0", 1));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Networks_agree_with_the_reference_on_every_lane_width(string? variable, string? value, int lanes)
    {
        LaneWidthRun run = Run(variable, value);
        Assert.True(run.ExitCode == 0, $"{Sweep.Note}\n{run.Output}");
        Assert.Contains($"lanes={Math.Min(lanes, LaneWidthProcess.Widest)}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialization_gives_the_same_bits_on_every_lane_width()
    {
        string[][] hashes = [.. Widths
            .Select(static setting => Run((string?)setting[0], (string?)setting[1]).Output.Split('\n').Where(line => line.StartsWith("parameters of ", StringComparison.Ordinal)).ToArray())];
        Assert.True(hashes.Length > 1, "One width agrees with itself.");
        Assert.Matches("^parameters of Smallest=[0-9A-F]{16}$", hashes[0][0]);
        Assert.All(hashes, static of => Assert.NotEmpty(of));
        Assert.All(hashes.SelectMany(static of => of), hash => Assert.Contains(hash, hashes[0]));
    }

    [Fact]
    public void Two_narrow_layers_are_machine_code_without_a_call_whatever_their_activations()
    {
        LaneWidthRun run = Run(null, null);
        Assert.True(run.ExitCode == 0, run.Output);
        if (LaneWidthProcess.Widest < 8) return;

        // Control, and three pairs of Narrow.
        string[] methods = run.Listing.Split("; Assembly listing")[1..];
        Assert.Equal(4, methods.Length);
        Assert.All(methods, method => Assert.DoesNotContain("call ", method, StringComparison.Ordinal));
    }

    // One process for all that is asked about a width; each also says what became of pairs of narrow layers.
    private static LaneWidthRun Run(string? variable, string? value) => Runs.GetOrAdd((variable, value), static setting =>
    {
        string listing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var settings = new Dictionary<string, string?> { ["DOTNET_JitDisasm"] = "*SamplePair*:Forward*", ["DOTNET_JitStdOutFile"] = listing };
            if (setting.Item1 is { } name) settings[name] = setting.Item2;
            var (exitCode, output) = LaneWidthProcess.RunWith(settings, LaneWidthProcess.Part);
            return new LaneWidthRun(exitCode, output, File.Exists(listing) ? File.ReadAllText(listing) : "");
        }
        finally
        {
            File.Delete(listing);
        }
    });

    /// <summary>What a process said of its width.</summary>
    /// <param name="ExitCode">0 where all networks agree.</param>
    /// <param name="Output">What it printed.</param>
    /// <param name="Listing">The machine code of pairs of narrow layers.</param>
    private sealed record LaneWidthRun(int ExitCode, string Output, string Listing);
}
