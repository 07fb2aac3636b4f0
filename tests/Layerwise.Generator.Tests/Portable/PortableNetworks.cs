using System.Globalization;
using Layerwise.Generator.Tests.Frozen;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Generator.Tests.RandomNetworks;

namespace Layerwise.Generator.Tests.Portable;

/// <summary>Random networks, frozen, and the files that are written of them for other compilers. Others in each run.</summary>
public sealed class PortableNetworks : IDisposable
{
    private const int UsualNetworks = 8;
    private const int NetworksPerCompilation = 20;

    private readonly List<string> _declarations = [];
    private readonly List<Twin> _twins = [];

    public PortableNetworks()
    {
        var declarations = new RandomDeclaration(Sweep.Seed);
        int networks = Sweep.Count(UsualNetworks);
        while (_declarations.Count < networks)
        {
            // A project's own activations can't be written in another language: rules say so.
            string source = declarations.Source(Name(_declarations.Count));
            if (!source.Contains("typeof(", StringComparison.Ordinal)) _declarations.Add(source);
        }

        for (int start = 0; start < networks; start += NetworksPerCompilation) Write(start, Math.Min(NetworksPerCompilation, networks - start));
    }

    /// <summary>Where the files lie.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("layerwise-portable-").FullName;

    internal IReadOnlyList<Twin> Twins => _twins;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Every network of which a program, one line for each, says what it does not compute.</summary>
    public void AssertComputed(string output, double tolerance)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(_twins.Count, lines.Length);
        string[] faults =
        [
            .. from network in _twins.Zip(lines).Zip(_declarations)
               let fault = network.First.First.Fault(network.First.Second, tolerance)
               where fault is not null
               select $"{fault}\n{network.Second}",
        ];
        Assert.True(faults.Length == 0, $"{faults.Length} of {lines.Length} networks differ:\n{string.Join("\n\n", faults)}");
    }

    private static string Name(int i) => $"Network{i.ToString("D3", CultureInfo.InvariantCulture)}";

    private void Write(int start, int count)
    {
        string[] sources = [.. _declarations.GetRange(start, count)];
        string[] weights = [.. Enumerable.Range(start, count).Select(i => Path.Combine(Folder, Name(i) + ".safetensors"))];
        using (LoadedAssembly trained = Consumer(sources).Load())
        {
            foreach ((Type network, string file) in trained.Networks.Zip(weights)) LoadedAssembly.Visit(network, new FrozenProject.Saver(file));
        }

        Generation generation = (Consumer([.. sources.Select((source, i) => Frozen(source, Name(start + i)))]) with
        {
            AdditionalFiles = weights,
            FileMetadata = new Dictionary<string, string> { ["EmitC"] = "emitted", ["EmitCSharp"] = "emitted" },
        }).Generate();
        foreach ((string path, string text) in EmittedFiles.Of(generation)) File.WriteAllText(Path.Combine(Folder, Path.GetFileName(path)), text);
        using LoadedAssembly frozen = generation.LoadClean();
        _twins.AddRange(frozen.Networks.Select(Twin.Of));
    }

    private static Consumer Consumer(string[] networks) => new($"using Layerwise;\n\nnamespace Random;\n\n{string.Join("\n\n", networks)}")
    {
        Documentation = Microsoft.CodeAnalysis.DocumentationMode.Parse,
    };

    private static string Frozen(string source, string name) => $"[Frozen(\"{name}.safetensors\")]\n"
        + source[(source.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace("sealed partial class", "static partial class", StringComparison.Ordinal);
}
