using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Pages;

/// <summary>What a page shows as wrong raises its rule; what it shows as right compiles and doesn't.</summary>
[Trait("Category", "Slow")]
public sealed class RuleExamplesTests
{
    public static TheoryData<string> Ids => RuleSet.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Wrong_example_raises_the_rule_where_it_can_be_silenced(string id)
    {
        ImmutableArray<Diagnostic> found = await RuleExamples.RunAsync(id, "Wrong", Compilations.Generated(RuleExamples.Wrong(id)));

        Assert.NotEmpty(found);
        Assert.All(found, static diagnostic => Assert.True(diagnostic.Location.IsInSource, $"{diagnostic} is at no place that a pragma or an .editorconfig reaches."));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Right_example_compiles_and_does_not(string id)
    {
        Compilation compilation = Compilations.Generated(RuleExamples.Right(id));
        Assert.Empty(Analysis.Complaints(compilation, DiagnosticSeverity.Error));
        Assert.Empty(await RuleExamples.RunAsync(id, "Right", compilation));
    }
}
