using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>What MSBuild tells the compiler of a project and of its additional files.</summary>
/// <param name="metadata">Of each of the files, by name.</param>
internal sealed class AdditionalFileOptions(IReadOnlyDictionary<string, string> metadata) : AnalyzerConfigOptionsProvider
{
    /// <summary>Those of files that the project embeds, or of plain ones.</summary>
    public AdditionalFileOptions(bool embed)
        : this(embed ? new Dictionary<string, string> { ["Embed"] = "true" } : [])
    {
    }

    /// <summary>The properties of the project that the compiler may see.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    public override AnalyzerConfigOptions GlobalOptions => new Options("build_property.", Properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    // Paths as the package's targets write them.
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(
        "build_metadata.AdditionalFiles.",
        metadata.ToDictionary(static pair => pair.Key, static pair => pair.Value.Replace("%", "%25").Replace("#", "%23").Replace(";", "%3B")));

    private sealed class Options(string prefix, IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return key.StartsWith(prefix, StringComparison.Ordinal) && values.TryGetValue(key[prefix.Length..], out value);
        }
    }
}
