using System.Globalization;
using Layerwise.Generator.Tests.Frozen;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>The networks of <see cref="RecurrentNetworks"/>, saved, with the frozen twin of each, as constants and as embedded files.</summary>
public sealed class FrozenRecurrentNetworks : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-frozen-").FullName;
    private readonly LoadedAssembly _constants;
    private readonly LoadedAssembly _embedded;

    public FrozenRecurrentNetworks()
    {
        string[] files;
        using (LoadedAssembly trained = new Consumer(RecurrentNetworks.Source).Load())
        {
            files = [.. trained.Networks.Select(static (_, i) => i).Select(File)];
            foreach (Type network in trained.Networks) LoadedAssembly.Visit(network, new FrozenProject.Saver(Path.Combine(_folder, network.Name.ToLowerInvariant() + ".safetensors")));
        }

        string twins = "using Layerwise;\n\n" + string.Join("\n\n", files.Select(static (_, i) =>
            $"/// <summary>The same, frozen.</summary>\n[Frozen(typeof(Net{i}), \"net{i}.safetensors\")]\npublic static partial class Still{i};"));
        Consumer consumer = new(RecurrentNetworks.Source, twins) { AdditionalFiles = files };
        _constants = consumer.Load();
        _embedded = (consumer with { EmbedsFiles = true }).Load();
    }

    /// <summary>The weights of a network.</summary>
    public string File(int number) => Path.Combine(_folder, $"net{number.ToString(CultureInfo.InvariantCulture)}.safetensors");

    /// <summary>The frozen twin of a network.</summary>
    internal Type Still(int number, bool embeds) => Assembly(embeds).Frozen.Single(type => type.Name == $"Still{number}");

    /// <summary>Shows the network that can be trained, with the weights of its twin, to a visitor.</summary>
    internal TResult Visit<TResult>(int number, bool embeds, IRecurrentVisitor<TResult> visitor) =>
        LoadedAssembly.Visit(Assembly(embeds).Networks.Single(type => type.Name == $"Net{number}"), visitor);

    /// <inheritdoc/>
    public void Dispose()
    {
        _constants.Dispose();
        _embedded.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private LoadedAssembly Assembly(bool embeds) => embeds ? _embedded : _constants;
}
