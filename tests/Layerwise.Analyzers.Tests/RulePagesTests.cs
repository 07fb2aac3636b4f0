using System.Text.RegularExpressions;
using Layerwise.CodeFixes.Rules;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests;

/// <summary>Rules, their pages, the pages' index and the release files must name the same ids.</summary>
public sealed class RulePagesTests
{
    private static readonly string Repository = FindRepository();
    private static readonly string Pages = Path.Combine(Repository, "docs", "rules");

    private static readonly string[] Sections = ["Why", "Wrong", "Right", "Configure"];

    public static TheoryData<string> Ids => [.. StructureRules.All.Select(static rule => rule.Id)];

    [Fact]
    public void Every_fault_has_a_rule_of_its_own_and_ids_follow_the_faults()
    {
        DiagnosticDescriptor[] rules = [.. Enum.GetValues<FaultKind>().Select(StructureRules.For)];

        Assert.Equal(rules, StructureRules.All);
        Assert.Equal(rules.Select(static rule => rule.Id).Distinct().Order(StringComparer.Ordinal), rules.Select(static rule => rule.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Help_link_leads_to_a_page_that_speaks_of_the_rule(string id)
    {
        DiagnosticDescriptor rule = StructureRules.All.Single(rule => rule.Id == id);
        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);

        string page = File.ReadAllText(Path.Combine(Pages, id + ".md"));

        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.All(Sections, section => Assert.Contains($"\n## {section}\n", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_page_has_its_rule() => Assert.Equal(
        StructureRules.All.Select(static rule => rule.Id),
        Directory.GetFiles(Pages, "LW*.md").Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void Index_is_the_table_of_the_rules()
    {
        string[] fixable = [.. new NotPartialCodeFix().FixableDiagnosticIds, .. new LayersDoNotFitCodeFix().FixableDiagnosticIds];
        Assert.Equal(
            StructureRules.All.Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.DefaultSeverity} | {rule.Title} | {(fixable.Contains(rule.Id) ? "yes" : "")} |".Replace("|  |", "| |", StringComparison.Ordinal)),
            TableRows(Path.Combine(Pages, "README.md")));
    }

    [Fact]
    public void The_front_page_shows_the_same_table() => Assert.Equal(
        TableRows(Path.Combine(Pages, "README.md")).Select(static row => row.Replace("](LW", "](docs/rules/LW", StringComparison.Ordinal)),
        TableRows(Path.Combine(Repository, "README.md")));

    [Fact]
    public void Release_files_name_every_rule_with_its_severity()
    {
        IEnumerable<string> lines = Directory
            .GetFiles(Path.Combine(Repository, "analyzers", "Layerwise.Analyzers"), "AnalyzerReleases.*.md")
            .SelectMany(File.ReadLines)
            .Where(static line => Regex.IsMatch(line, "^LW[0-9]{4} "));

        Assert.Equal(StructureRules.All.Select(static rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"), lines.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> TableRows(string page) =>
        File.ReadAllLines(page).Where(static line => line.StartsWith("| [LW", StringComparison.Ordinal));

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Generator.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' has Generator.sln.");
    }
}
