using System.Collections.Concurrent;
using System.Collections.Immutable;
using Layerwise.Analyzers.Tests.Pages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Analyzers.Tests;

/// <summary>
/// What the page of a rule shows as wrong, silenced in each of the ways that the page names: one rule of each analyzer and group. For all others the compiler
/// does the same, given a descriptor that may be configured and a place in a file.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SuppressionTests
{
    // With what the generator adds, once for all tests of a rule.
    private static readonly ConcurrentDictionary<string, Compilation> Compiled = new();

    public static TheoryData<string> All => RuleSet.Ids;

    public static TheoryData<string> Ids => [.. RuleSet.Analyzers
        .SelectMany(static analyzer => analyzer.SupportedDiagnostics.OrderBy(static rule => rule.Id, StringComparer.Ordinal).DistinctBy(static rule => rule.Category))
        .Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(All))]
    public void Rule_may_be_configured(string id)
    {
        DiagnosticDescriptor rule = RuleSet.Rule(id);
        Assert.True(rule.IsEnabledByDefault);
        Assert.DoesNotContain(WellKnownDiagnosticTags.NotConfigurable, rule.CustomTags);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public Task Pragma(string id) => IsSilentAsync(id, WithTextBefore(id, $"#pragma warning disable {id}\n"));

    [Theory]
    [MemberData(nameof(Ids))]
    public Task SuppressMessage(string id) => IsSilentAsync(id, Example(id).AddSyntaxTrees(CSharpSyntaxTree.ParseText(
        $"[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"{RuleSet.Rule(id).Category}\", \"{id}\")]",
        (CSharpParseOptions)Example(id).SyntaxTrees.First().Options)));

    [Theory]
    [MemberData(nameof(Ids))]
    public Task NoWarn(string id) => IsSilentAsync(id, Example(id).WithOptions(
        Example(id).Options.WithSpecificDiagnosticOptions([KeyValuePair.Create(id, ReportDiagnostic.Suppress)])));

    [Theory]
    [MemberData(nameof(Ids))]
    public Task Editorconfig(string id) => IsSilentAsync(id, Example(id).WithOptions(
        Example(id).Options.WithSyntaxTreeOptionsProvider(Severity(id, "none"))));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Editorconfig_can_also_make_an_error_of_it(string id)
    {
        Compilation compilation = Example(id).WithOptions(Example(id).Options.WithSyntaxTreeOptionsProvider(Severity(id, "error")));
        ImmutableArray<Diagnostic> found = await RuleExamples.RunAsync(id, "Wrong", compilation);
        Assert.NotEmpty(found);
        Assert.All(found, static diagnostic => Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Pragma_ends_where_it_is_restored(string id) => Assert.NotEmpty(
        await RuleExamples.RunAsync(id, "Wrong", WithTextBefore(id, $"#pragma warning disable {id}\n#pragma warning restore {id}\n")));

    [Fact]
    public async Task SuppressMessage_on_the_class() => Assert.Empty(await Analysis.RunAsync(Compilations.Of("""
        [System.Diagnostics.CodeAnalysis.SuppressMessage("Layerwise.Declaration", "LW1011")]
        [Layerwise.Network]
        class Net;
        """)));

    private static async Task IsSilentAsync(string id, Compilation compilation) =>
        Assert.Empty(await RuleExamples.RunAsync(id, "Wrong", compilation));

    private static Compilation Example(string id) => Compiled.GetOrAdd(id, static id => Compilations.Generated(RuleExamples.Wrong(id)));

    private static Compilation WithTextBefore(string id, string text)
    {
        Compilation compilation = Example(id);
        SyntaxTree example = compilation.SyntaxTrees.Single(static tree => tree.FilePath == RuleExamples.Path);
        return compilation.ReplaceSyntaxTree(
            example, CSharpSyntaxTree.ParseText(text + example.GetText(), (CSharpParseOptions)example.Options, example.FilePath));
    }

    private static EditorConfig Severity(string id, string severity) => new(
        $"""
        root = true
        [*.cs]
        dotnet_diagnostic.{id}.severity = {severity}
        """);

    private sealed class EditorConfig(string text) : SyntaxTreeOptionsProvider
    {
        private readonly AnalyzerConfigSet _configs =
            AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(text, "/project/.editorconfig")));

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            _configs.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
