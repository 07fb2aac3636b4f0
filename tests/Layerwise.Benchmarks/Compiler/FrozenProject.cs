using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Layerwise.Benchmarks.Compiler;

/// <summary>A program with a file of weights, as MSBuild hands it to the compiler.</summary>
/// <param name="WeightFile">Path of the file.</param>
/// <param name="Embeds">Whether it is embedded whole.</param>
/// <param name="Source">The declaration.</param>
internal sealed record FrozenProject(string WeightFile, bool Embeds, string Source)
{
    /// <summary>The format of its constants; null for floats.</summary>
    public string? Weights { get; init; }

    public IEnumerable<ResourceDescription> Resources =>
        Embeds ? [new ResourceDescription(System.IO.Path.GetFileName(WeightFile), () => File.OpenRead(WeightFile), isPublic: true)] : [];

    public GeneratorDriver Driver() => Compilations.Driver(isTracking: false)
        .AddAdditionalTexts([new BinaryFile(WeightFile)])
        .WithUpdatedAnalyzerConfigOptions(new AdditionalFileOptions(Metadata));

    private Dictionary<string, string> Metadata
    {
        get
        {
            var metadata = new Dictionary<string, string>();
            if (Embeds) metadata["Embed"] = "true";
            if (Weights is not null) metadata["Weights"] = Weights;
            return metadata;
        }
    }
}
