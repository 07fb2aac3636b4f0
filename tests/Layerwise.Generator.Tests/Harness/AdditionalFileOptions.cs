using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>What MSBuild tells the compiler of a project's additional files; nothing else is set.</summary>
internal sealed class AdditionalFileOptions(bool embed) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(embed: false);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(embed);

    private sealed class Options(bool embed) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = embed && key == "build_metadata.AdditionalFiles.Embed" ? "true" : null;
            return value is not null;
        }
    }
}
