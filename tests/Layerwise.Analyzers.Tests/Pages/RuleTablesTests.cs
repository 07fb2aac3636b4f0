using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests.Pages;

/// <summary>
/// The tables of rules are written from the descriptors. Set ACCEPT_SNAPSHOTS=1 to have these tests write them, and then read the diff.
/// </summary>
public sealed partial class RuleTablesTests
{
    private const string Header = "| rule | severity | title | code fix |\n| --- | --- | --- | --- |\n";

    [Fact]
    public void The_index_of_the_pages_lists_every_rule_in_its_group() => Matches(
        Path.Combine(RulePage.Folder, "README.md"),
        string.Join('\n', RuleSet.Rules.GroupBy(static rule => rule.Category).Select(static group =>
            $"## {group.Key["Layerwise.".Length..]}\n\n{Header}{string.Concat(group.Select(Row))}")));

    [Fact]
    public void Release_files_name_every_rule_with_its_severity()
    {
        string folder = Path.Combine(Repository.Root, "analyzers", "Layerwise.Analyzers");
        HashSet<string> shipped = [.. ReleasedRule().Matches(File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Shipped.md"))).Select(static match => match.Value)];
        string unshipped = Path.Combine(folder, "AnalyzerReleases.Unshipped.md");
        string text = File.ReadAllText(unshipped);
        const string header = "--------|----------|----------|-------\n";
        int start = text.IndexOf(header, StringComparison.Ordinal) + header.Length;
        Assert.True(start >= header.Length, $"{unshipped} has no table.");
        Matches(unshipped, text[start..], text[..start] + string.Concat(RuleSet.Rules
            .Where(rule => !shipped.Contains(rule.Id))
            .Select(static rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}\n")), text);
    }

    private static string Row(DiagnosticDescriptor rule) =>
        $"| [{rule.Id}]({rule.Id}.md) | {rule.DefaultSeverity} | {rule.Title} |{(RuleSet.IsFixable(rule.Id) ? " yes" : "")} |\n";

    // The table stands between two comments, with an empty line on either side.
    private static void Matches(string path, string table)
    {
        string text = File.ReadAllText(path);
        Match section = Section().Match(text);
        Assert.True(section.Success, $"{path} has no place for the table of rules.");
        var changed = new StringBuilder(text).Remove(section.Index, section.Length).Insert(section.Index, $"<!-- rules -->\n\n{table}\n<!-- /rules -->");
        Matches(path, section.Value, changed.ToString(), text);
    }

    private static void Matches(string path, string shown, string expected, string actual)
    {
        if (expected == actual) return;
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(path, expected);
        else Assert.Fail($"{path} doesn't show the rules as they are. ACCEPT_SNAPSHOTS=1 writes them in place of:\n{shown}");
    }

    [GeneratedRegex("<!-- rules -->.*?<!-- /rules -->", RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex("^LW[0-9]{4}", RegexOptions.Multiline)]
    private static partial Regex ReleasedRule();
}
