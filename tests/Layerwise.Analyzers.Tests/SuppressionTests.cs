using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Analyzers.Tests;

public sealed class SuppressionTests
{
    private const string Source = """
        [Layerwise.Network]
        class Net;
        """;

    [Fact]
    public async Task Unsuppressed() => Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await Analysis.RunAsync(Compilations.Of(Source))).Severity);

    [Fact]
    public async Task Pragma() => Assert.Empty(await Analysis.RunAsync(Compilations.Of("#pragma warning disable LW1011\n" + Source)));

    [Fact]
    public async Task Pragma_ends_where_it_is_restored() =>
        Assert.Single(await Analysis.RunAsync(Compilations.Of("#pragma warning disable LW1011\n#pragma warning restore LW1011\n" + Source)));

    [Fact]
    public async Task SuppressMessage() => Assert.Empty(await Analysis.RunAsync(Compilations.Of(
        "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Layerwise.Structure\", \"LW1011\")]\n" + Source)));

    [Fact]
    public async Task NoWarn()
    {
        CSharpCompilationOptions options = Compilations.Options.WithSpecificDiagnosticOptions(
            [KeyValuePair.Create("LW1011", ReportDiagnostic.Suppress)]);
        Assert.Empty(await Analysis.RunAsync(Compilations.Of(Source).WithOptions(options)));
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("error", DiagnosticSeverity.Error)]
    public async Task Severity_in_editorconfig(string severity, DiagnosticSeverity? expected)
    {
        CSharpCompilationOptions options = Compilations.Options.WithSyntaxTreeOptionsProvider(new EditorConfig(
            $"""
            root = true
            [*.cs]
            dotnet_diagnostic.LW1011.severity = {severity}
            """));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "UserProject", [Compilations.Tree(Source, "/project/Net.cs")], Compilations.References, options);

        ImmutableArray<Diagnostic> diagnostics = await Analysis.RunAsync(compilation);

        Assert.Equal(expected is { } one ? [one] : [], diagnostics.Select(static diagnostic => diagnostic.Severity));
    }

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
