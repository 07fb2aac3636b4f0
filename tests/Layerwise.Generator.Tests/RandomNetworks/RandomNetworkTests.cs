using Layerwise.Conformance;
using Layerwise.Generator.Tests.Conformance;
using Layerwise.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.RandomNetworks;

/// <summary>Others in each run.</summary>
public sealed class RandomNetworkTests(ITestOutputHelper output)
{
    // One compilation for many networks: its start costs more than any of them. What then takes the time is the JIT, and a usual run takes half as many.
    private static readonly int NetworksPerCompilation = Math.Min(24, Sweep.Count(12));

    // Without compiling and running them, many more can be had.
    [Fact]
    public void Random_declarations_are_generated_without_an_exception()
    {
        output.WriteLine(Sweep.Note);
        var declarations = new RandomDeclaration(Sweep.Seed);
        string[] networks = [.. Enumerable.Range(0, Sweep.Count(300)).Select(i => declarations.Source($"Network{i:D3}"))];
        new Consumer($"using Layerwise;\n\n{string.Join("\n\n", networks)}", CustomActivations.Lisht, CustomActivations.GenericLisht).Generate().AssertCalm();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Random_networks_agree_with_the_reference()
    {
        output.WriteLine(Sweep.Note);
        for (int compilation = 0; compilation < Sweep.Count(1); compilation++) AssertAgreement(unchecked(Sweep.Seed + compilation));
    }

    private static void AssertAgreement(int seed)
    {
        var declarations = new RandomDeclaration(seed);
        string[] networks = [.. Enumerable.Range(0, NetworksPerCompilation).Select(i => declarations.Source($"Network{i:D2}"))];
        using var assembly = new Consumer(
            $"using Layerwise;\n\nnamespace Random;\n\n{string.Join("\n\n", networks)}", CustomActivations.Lisht, CustomActivations.GenericLisht).Load();

        // What a rule refuses has no constructor that takes a seed.
        string[] refused = [.. networks.Where((_, i) => assembly.Networks.ElementAt(i).GetConstructor([typeof(ulong)]) is null)];
        Assert.True(refused.Length == 0, $"Nothing is generated for {refused.Length} networks of seed {seed}:\n{string.Join("\n\n", refused)}");
        ConformanceReport[] reports = [.. assembly.Networks.Select((network, i) => LoadedAssembly.Visit(network, new CheckVisitor(unchecked(seed + i))))];

        Assert.Equal(NetworksPerCompilation, reports.Length);
        string[] failures = [.. reports.Zip(networks).Where(pair => pair.First.Failures.Count > 0).Select(pair => $"{pair.Second}\n{string.Join('\n', pair.First.Failures)}")];
        Assert.True(failures.Length == 0, $"{failures.Length} networks of seed {seed} fail:\n{string.Join("\n\n", failures)}");
        ErrorBounds.AssertNarrow(reports);
    }
}
