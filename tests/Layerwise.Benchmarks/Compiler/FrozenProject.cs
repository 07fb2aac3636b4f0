using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Benchmarks.Compiler;

/// <summary>A program with a file of weights, as MSBuild hands it to the compiler.</summary>
/// <param name="WeightFile">Path of the file.</param>
/// <param name="Embeds">Whether it is embedded whole.</param>
/// <param name="Source">The declaration.</param>
internal sealed record FrozenProject(string WeightFile, bool Embeds, string Source)
{
    public IEnumerable<ResourceDescription> Resources =>
        Embeds ? [new ResourceDescription(System.IO.Path.GetFileName(WeightFile), () => File.OpenRead(WeightFile), isPublic: true)] : [];

    public GeneratorDriver Driver() => Compilations.Driver(isTracking: false)
        .AddAdditionalTexts([new Weights(WeightFile)])
        .WithUpdatedAnalyzerConfigOptions(new Options(Embeds));

    private sealed class Weights(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => null;
    }

    private sealed class Options(bool embeds) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new FileOptions(embeds: false);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new FileOptions(embeds);
    }

    private sealed class FileOptions(bool embeds) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = embeds && key == "build_metadata.AdditionalFiles.Embed" ? "true" : null;
            return value is not null;
        }
    }
}
