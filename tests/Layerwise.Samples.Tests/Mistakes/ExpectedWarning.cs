using System.Text.RegularExpressions;

namespace Layerwise.Samples.Tests.Mistakes;

/// <summary>A warning that a comment in the sample announces, or that a build printed.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Id">The rule.</param>
internal sealed partial record ExpectedWarning(string File, int Line, int Column, string Id)
{
    /// <summary>The comments of a file: <c>// LW1007: 30</c> at the end of a line says that it underlines what begins with 30 there.</summary>
    public static IEnumerable<ExpectedWarning> In(string path)
    {
        string[] lines = System.IO.File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            string[] parts = lines[i].Split(" // ", 2);
            if (parts.Length < 2) continue;
            foreach (Match comment in Comment().Matches(parts[1]))
            {
                int column = parts[0].LastIndexOf(comment.Groups[2].Value, StringComparison.Ordinal);
                Assert.True(column >= 0, $"{path}({i + 1}): '{comment.Groups[2].Value}' is not on the line.");
                yield return new ExpectedWarning(Path.GetFileName(path), i + 1, column + 1, comment.Groups[1].Value);
            }
        }
    }

    /// <summary>The rules that the comments of a text name.</summary>
    public static IEnumerable<string> AnnouncedBy(string text) => Comment().Matches(text).Select(static comment => comment.Groups[1].Value);

    /// <summary>What a build printed: one line for each warning, in the compiler's format.</summary>
    public static IEnumerable<ExpectedWarning> Printed(string output) => Warning().Matches(output)
        .Select(static match => new ExpectedWarning(
            match.Groups[1].Value,
            int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture),
            match.Groups[4].Value))
        .Distinct();

    /// <summary>In the order of files and places.</summary>
    public static ExpectedWarning[] Sorted(IEnumerable<ExpectedWarning> warnings) =>
        [.. warnings.OrderBy(static warning => warning.File, StringComparer.Ordinal).ThenBy(static warning => warning.Line).ThenBy(static warning => warning.Column)];

    [GeneratedRegex("(LW[0-9]{4}): ([^,]+)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"([^/\\\s]+\.cs)\(([0-9]+),([0-9]+)\): warning (LW[0-9]{4}):")]
    private static partial Regex Warning();
}
