using System.Globalization;
using System.Text.RegularExpressions;

namespace Layerwise.Generator.Tests.Architecture;

/// <summary>Lines are at most as long as .editorconfig says. What stands in quotes doesn't count, nor do tables and code on pages.</summary>
public sealed partial class LineLengthTests
{
    private static readonly int Most = int.Parse(Setting().Match(File.ReadAllText(Repository.At(".editorconfig"))).Groups[1].Value, CultureInfo.InvariantCulture);

    [Fact]
    public void Lines_of_code() => AssertShort("*.cs", static text => Strings().Replace(RawStrings().Replace(text, Ends), "\"\""));

    [Fact]
    public void Lines_of_pages() => AssertShort("*.md", static text => Images().Replace(Tables().Replace(CodeBlocks().Replace(text, Ends), ""), ""));

    private static void AssertShort(string files, Func<string, string> counted)
    {
        string[] found = new Command("git", "ls-files", files) { Folder = Repository.Root }.Run().AssertSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(found);
        IEnumerable<string> read = found.Where(static file => !file.EndsWith(".verified.cs", StringComparison.Ordinal) && File.Exists(Repository.At(file)));
        Assert.Equal("", string.Join('\n', read.SelectMany(file => TooLong(file, counted))));
    }

    private static IEnumerable<string> TooLong(string file, Func<string, string> counted) =>
        from line in counted(File.ReadAllText(Repository.At(file))).Split('\n').Select(static (text, i) => (Number: i + 1, text.Length))
        where line.Length > Most
        select $"{file}({line.Number}): {line.Length} characters, expected at most {Most}";

    // What is left out leaves its line ends.
    private static string Ends(Match match) => new('\n', match.Value.Count(static character => character == '\n'));

    [GeneratedRegex("max_line_length = ([0-9]+)")]
    private static partial Regex Setting();

    [GeneratedRegex("\"\"\".*?\"\"\"", RegexOptions.Singleline)]
    private static partial Regex RawStrings();

    [GeneratedRegex("\"(?:[^\"\\\\\n]|\\\\.)*\"")]
    private static partial Regex Strings();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlocks();

    [GeneratedRegex("^ *\\|.*$", RegexOptions.Multiline)]
    private static partial Regex Tables();

    [GeneratedRegex("^!\\[.*\\]\\(.*\\)$", RegexOptions.Multiline)]
    private static partial Regex Images();
}
