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

    public FrozenRecurrentNetworks(RecurrentNetworks trained)
    {
        Trained = trained;
        foreach (int number in AsConstants) trained.Visit(number, new FrozenProject.Saver(File(number)));
        _constants = Twins(AsConstants).Load();
        _embedded = (Twins(Embedded) with { EmbedsFiles = true }).Load();
    }

    /// <summary>The numbers of those that are frozen as constants: all.</summary>
    public static IReadOnlyList<int> AsConstants { get; } = [.. Enumerable.Range(0, RecurrentNetworks.Declarations.Length)];

    /// <summary>The numbers of those that are embedded too: what is read of a file runs through the same code.</summary>
    public static IReadOnlyList<int> Embedded { get; } = Sweep.OneIn(3, AsConstants);

    /// <summary>The networks that can be trained.</summary>
    public RecurrentNetworks Trained { get; }

    /// <summary>The weights of a network.</summary>
    public string File(int number) => Path.Combine(_folder, $"net{number.ToString(CultureInfo.InvariantCulture)}.safetensors");

    /// <summary>The frozen twin of a network.</summary>
    internal Type Still(int number, bool embeds) => (embeds ? _embedded : _constants).Frozen.Single(type => type.Name == $"Still{number}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _constants.Dispose();
        _embedded.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Consumer Twins(IReadOnlyList<int> numbers) => new("using Layerwise;\n\n" + string.Join("\n\n", numbers.Select(static i =>
        $"/// <summary>The same, frozen.</summary>\n[Frozen(typeof(Net{i}), \"net{i}.safetensors\")]\npublic static partial class Still{i};")))
    {
        AdditionalFiles = [.. numbers.Select(File)],
        Libraries = [Trained.Library],
    };
}
