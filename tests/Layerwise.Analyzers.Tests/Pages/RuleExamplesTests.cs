using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Pages;

/// <summary>What a page shows as wrong raises its rule; what it shows as right compiles and doesn't.</summary>
public sealed class RuleExamplesTests
{
    public static TheoryData<string> Ids => RuleSet.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Wrong_example_raises_the_rule(string id) => Assert.NotEmpty(
        await RuleExamples.RunAsync(id, "Wrong", Compilations.Generated(RuleExamples.Wrong(id))));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Right_example_compiles_and_does_not(string id)
    {
        Compilation compilation = Compilations.Generated(RuleExamples.Right(id));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(await RuleExamples.RunAsync(id, "Right", compilation));
    }
}
