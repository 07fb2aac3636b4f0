using Layerwise.Conformance;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.RandomNetworks;

public sealed class RandomNetworkTests
{
    // One compilation for many networks: its start costs more than any of them. What then takes the time is the JIT.
    private const int NetworksPerCompilation = 20;

    // Without compiling and running them, many more can be had.
    [Fact]
    public void Random_declarations_are_generated_without_an_exception()
    {
        var declarations = new RandomDeclaration(3);
        string[] networks = [.. Enumerable.Range(0, 300).Select(i => declarations.Source($"Network{i:D3}"))];
        new Consumer($"using Layerwise;\n\n{string.Join("\n\n", networks)}", CustomActivations.Lisht, CustomActivations.GenericLisht).Generate().AssertCalm();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_networks_agree_with_the_reference(int seed)
    {
        var declarations = new RandomDeclaration(seed);
        string[] networks = [.. Enumerable.Range(0, NetworksPerCompilation).Select(i => declarations.Source($"Network{i:D2}"))];
        using var assembly = new Consumer(
            $"using Layerwise;\n\nnamespace Random;\n\n{string.Join("\n\n", networks)}", CustomActivations.Lisht, CustomActivations.GenericLisht).Load();

        ConformanceReport[] reports = [.. assembly.Networks.Select((network, i) => LoadedAssembly.Visit(network, new CheckVisitor(seed + i)))];

        Assert.Equal(NetworksPerCompilation, reports.Length);
        string[] failures = [.. reports.SelectMany(report => report.Failures)];
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(40))}");
        // A bound that real errors never come near would prove nothing.
        Assert.True(reports.Max(report => report.LargestDeviation) > 0.5, "The error bounds are too wide to show anything.");
    }
}
