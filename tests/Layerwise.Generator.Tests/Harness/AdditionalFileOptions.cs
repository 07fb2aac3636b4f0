using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>What MSBuild tells the compiler of a project's additional files; nothing else is set.</summary>
/// <param name="metadata">Of each of them, by name.</param>
internal sealed class AdditionalFileOptions(IReadOnlyDictionary<string, string> metadata) : AnalyzerConfigOptionsProvider
{
    private const string Prefix = "build_metadata.AdditionalFiles.";

    /// <summary>Those of files that the project embeds, or of plain ones.</summary>
    public AdditionalFileOptions(bool embed)
        : this(embed ? new Dictionary<string, string> { ["Embed"] = "true" } : [])
    {
    }

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(new Dictionary<string, string>());

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(metadata);

    private sealed class Options(IReadOnlyDictionary<string, string> metadata) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return key.StartsWith(Prefix, StringComparison.Ordinal) && metadata.TryGetValue(key[Prefix.Length..], out value);
        }
    }
}
