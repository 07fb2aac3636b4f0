using Layerwise.Generator.Tests.Harness;
using Layerwise.Generator.Tests.LaneWidths;
using Layerwise.Generator.Tests.RandomNetworks;

namespace Layerwise.Generator.Tests.GuardPages;

/// <summary>
/// Every span of every call, at pages that may not be touched: of random networks, of chosen ones, and of the rest of the library, on every lane width.
/// They run in processes of their own, because what leaves a span kills its process: a third of the networks on this machine's width, and on a narrower one, others in each run.
/// </summary>
[Trait("Category", "Slow")]
public sealed class GuardPageTests(RandomAssembly networks) : IClassFixture<RandomAssembly>
{
    public static TheoryData<string?, string?, int> Widths { get; } = LaneWidthProcess.Draw(
        usual: 1,
        ("DOTNET_EnableAVX512", "0", 8),
        ("DOTNET_EnableAVX2", "0", 4),
        ("DOTNET_EnableHWIntrinsic", "0", 1));

    [GuardPageTheory]
    [MemberData(nameof(Widths))]
    public void No_call_leaves_a_span_on_any_lane_width(string? variable, string? value, int lanes)
    {
        var (exitCode, output) = LaneWidthProcess.Run(variable, value, [.. LaneWidthProcess.Part, "guard-pages", networks.Path]);
        Assert.True(exitCode == 0, $"Exit code {exitCode}; {Sweep.Note}.\n{output}");
        Assert.Contains($"lanes={Math.Min(lanes, LaneWidthProcess.Widest)}\n", output, StringComparison.Ordinal);
    }

    [GuardPageTheory]
    [InlineData("leave-span")]
    public void A_call_that_leaves_its_span_is_noticed(string argument)
    {
        var (exitCode, output) = LaneWidthProcess.Run(null, null, argument);
        Assert.NotEqual(0, exitCode);
        Assert.DoesNotContain("lanes=", output, StringComparison.Ordinal);
    }
}

/// <summary>Random networks as a file.</summary>
public sealed class RandomAssembly : IDisposable
{
    private static readonly int Networks = Math.Min(48, Sweep.Count(4));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("layerwise-guard-pages-");

    public RandomAssembly()
    {
        var declarations = new RandomDeclaration(Sweep.Seed);
        string[] networks = [.. Enumerable.Range(0, Networks).Select(i => declarations.Source($"Network{i:D2}"))];
        Generation generation = new Consumer(
            $"using Layerwise;\n\nnamespace Random;\n\n{string.Join("\n\n", networks)}", CustomActivations.Lisht, CustomActivations.GenericLisht).Generate();
        generation.AssertClean();
        using MemoryStream image = generation.Emit();
        File.WriteAllBytes(Path, image.ToArray());
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "Consumer.dll");

    public void Dispose() => _folder.Delete(recursive: true);
}
