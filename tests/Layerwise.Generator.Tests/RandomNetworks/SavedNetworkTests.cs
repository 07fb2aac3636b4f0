using Layerwise.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.RandomNetworks;

/// <summary>Whatever layers a network has: what is saved of it is loaded by the same layers, and they compute the same.</summary>
[Trait("Category", "Slow")]
public sealed class SavedNetworkTests(ITestOutputHelper output)
{
    private static readonly int NetworksPerCompilation = Math.Min(24, Sweep.Count(8));

    [Fact]
    public void Files_of_random_networks_are_loaded_by_the_same_layers()
    {
        output.WriteLine(Sweep.Note);
        (string Source, SavedNetwork Saved)[] networks = [.. Enumerable.Range(0, Sweep.Count(1)).SelectMany(static compilation => Saved(unchecked(Sweep.Seed + compilation)))];
        string[] failures = [.. networks.Where(static network => network.Saved.Failures.Count > 0).Select(static network => $"{network.Source}\n{string.Join('\n', network.Saved.Failures)}")];
        Assert.True(failures.Length == 0, $"{failures.Length} of {networks.Length} networks fail:\n{string.Join("\n\n", failures)}");
        Assert.True(networks.Count(static network => network.Saved.IsOnnx) > networks.Length / 4, "Hardly one of the networks can be saved as ONNX.");
    }

    private static IEnumerable<(string Source, SavedNetwork Saved)> Saved(int seed)
    {
        var declarations = new RandomDeclaration(seed);
        string[] sources = [.. Enumerable.Range(0, NetworksPerCompilation).Select(i => declarations.Source($"Network{i:D2}"))];
        using var assembly = new Consumer(
            $"using Layerwise;\n\nnamespace Random;\n\n{string.Join("\n\n", sources)}", CustomActivations.Lisht, CustomActivations.GenericLisht).Load();
        return [.. sources.Zip(assembly.Networks.Select(static network => LoadedAssembly.Visit(network, new SaveVisitor())))];
    }
}
