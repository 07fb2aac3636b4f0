using Layerwise.Analyzers.Rules;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Pages;

/// <summary>Every rule has its page, every page its rule, and a reader finds the same things in the same places of all of them.</summary>
public sealed class RulePagesTests
{
    public static TheoryData<string> Ids => RuleSet.Ids;

    [Fact]
    public void Every_fault_has_a_rule_of_its_own_and_ids_follow_the_faults()
    {
        DiagnosticDescriptor[] rules = [.. FaultRules.All.Select(static rule => rule.Descriptor)];

        Assert.Equal(Enum.GetValues<FaultKind>(), FaultRules.All.Select(static rule => rule.Kind));
        Assert.Equal(rules.Select(static rule => rule.Id).Distinct().Order(StringComparer.Ordinal), rules.Select(static rule => rule.Id));
    }

    [Fact]
    public void No_two_rules_have_one_id() => Assert.Equal(RuleSet.Rules.Select(static rule => rule.Id).Distinct(), RuleSet.Rules.Select(static rule => rule.Id));

    [Fact]
    public void Every_page_has_its_rule() => Assert.Equal(RuleSet.Rules.Select(static rule => rule.Id), RulePage.Ids);

    // What its page shows is the plain case; what just isn't one has no other place.
    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_tests_beside_its_page(string id) => Assert.Contains(
        Directory.GetFiles(Repository.At("tests", "Layerwise.Analyzers.Tests", "Rules"), "*.cs", SearchOption.AllDirectories),
        file => File.ReadAllText(file).Contains(id, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Help_link_leads_to_a_page_that_speaks_of_the_rule(string id)
    {
        DiagnosticDescriptor rule = RuleSet.Rule(id);
        var page = RulePage.Of(id);

        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {rule.Title}\n\n", page.Text, StringComparison.Ordinal);
        Assert.False(page.Text.StartsWith($"# {id}: {rule.Title}\n\n## ", StringComparison.Ordinal), "What the rule finds comes before the first section.");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_all_its_sections_in_their_order(string id)
    {
        string[] fix = RuleSet.IsFixable(id) ? ["Fix"] : [];
        Assert.Equal(["Why", "Wrong", "Right", .. fix, "Configure", "When to ignore"], RulePage.Of(id).Headings);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_says_how_to_configure_and_silence_this_very_rule(string id)
    {
        string configure = RulePage.Of(id).Section("Configure");
        Assert.Contains($"dotnet_diagnostic.{id}.severity = ", configure, StringComparison.Ordinal);
        Assert.Contains($"`#pragma warning disable {id}`", configure, StringComparison.Ordinal);
        Assert.Contains($"`[SuppressMessage(\"{RuleSet.Rule(id).Category}\", \"{id}\")]`", configure, StringComparison.Ordinal);
        Assert.Contains($"`<NoWarn>{id}</NoWarn>`", configure, StringComparison.Ordinal);
    }
}
