using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Layerwise.Analyzers.Tests.Rules;

/// <summary>
/// What a rule says of the attributes of one network. Without the generator's part, which the rules over declarations don't look at and
/// which takes longer to compile than all of them to run.
/// </summary>
internal static class Declared
{
    /// <summary>Asserts one diagnostic of the rule at each [|…|], with these severities and messages: "Warning: Layer 1: …".</summary>
    public static async Task FindsAsync(string id, [StringSyntax("C#-test")] string marked, params string[] expected)
    {
        var source = MarkedText.Parse(Program(marked));
        ImmutableArray<Diagnostic> diagnostics = await RunAsync(id, source.Text);

        Assert.Equal(expected, diagnostics.Select(static diagnostic => $"{diagnostic.Severity}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
        Assert.Equal(source.Spans.Select(static span => span.ToString()), diagnostics.Select(static diagnostic => diagnostic.Location.SourceSpan.ToString()));
    }

    /// <summary>Asserts a rule's severity wherever it reports, and that it does; and how its messages end.</summary>
    public static async Task FindsAsync(string id, DiagnosticSeverity severity, string attributes, string end = "")
    {
        ImmutableArray<Diagnostic> diagnostics = await RunAsync(id, Program(attributes));
        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, diagnostic => Assert.Equal(severity, diagnostic.Severity));
        Assert.All(diagnostics, diagnostic => Assert.EndsWith(end, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    /// <summary>Asserts that the rule has nothing to say of a declaration without faults.</summary>
    public static async Task FindsNoneAsync(string id, string attributes) => Assert.Empty(await RunAsync(id, Program(attributes)));

    /// <summary>Asserts what the fix of all of the rule's places makes of the attributes, whatever the key, and that the rule is then silent.</summary>
    public static async Task FixesAsync(string id, [StringSyntax("C#-test")] string before, [StringSyntax("C#-test")] string after)
    {
        CodeFixProvider fix = Assert.Single(RuleSet.CodeFixes, fix => fix.FixableDiagnosticIds.Contains(id));
        foreach (string? key in new[] { fix.GetType().Name, null })
        {
            await CodeFixing.FixesAllAsync(new OfOneRule(id, fix), key, Program(before), Program(after));
        }

        await FindsNoneAsync(id, after);
    }

    /// <summary>Asserts that the rule finds something, and that no light bulb goes with it.</summary>
    public static async Task FixesNothingAsync(string id, string attributes)
    {
        Assert.NotEmpty(await RunAsync(id, Program(attributes)));
        Assert.DoesNotContain(await CodeFixing.OffersAsync(Program(attributes)), offer => offer.Diagnostic.Id == id);
    }

    /// <summary>Asserts that one light bulb for the rule leads to a program for which no rule says anything at all.</summary>
    public static async Task FixesWithOneLightBulbAsync(string id, string before, string title, string after)
    {
        CodeFixing.Offer offer = Assert.Single(await CodeFixing.OffersAsync(Program(before)), offer => offer.Diagnostic.Id == id);
        Assert.Equal(title, offer.Title);
        Assert.Equal(Program(after), offer.Text);
        Assert.Empty(await Analysis.RunAsync(Analysis.Compiles(offer.Text)));
    }

    /// <summary>As many times the same layer.</summary>
    public static string Layers(int count, string arguments) => string.Join('\n', Enumerable.Repeat($"[Layer({arguments})]", count));

    private static string Program(string attributes) => $"""
        using Layerwise;

        {attributes}
        partial class Net;

        """;

    private static async Task<ImmutableArray<Diagnostic>> RunAsync(string id, string program)
    {
        ImmutableArray<Diagnostic> diagnostics = await Analysis.RunAsync(Compilations.Of(program));
        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return [.. diagnostics.Where(diagnostic => diagnostic.Id == id)];
    }

    /// <summary>A provider for many rules as if it were for one.</summary>
    private sealed class OfOneRule(string id, CodeFixProvider all) : CodeFixProvider
    {
        public override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

        public override FixAllProvider? GetFixAllProvider() => all.GetFixAllProvider();

        public override Task RegisterCodeFixesAsync(CodeFixContext context) => all.RegisterCodeFixesAsync(context);
    }
}
