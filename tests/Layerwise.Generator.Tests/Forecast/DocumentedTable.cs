using System.Text;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>A table of docs/propagation.md, between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>, as the tests measure it.</summary>
/// <param name="name">Of the marks about it.</param>
internal sealed class DocumentedTable(string name)
{
    private readonly StringBuilder _rows = new();

    /// <summary>Adds a row; the first is the head.</summary>
    public void Row(params IEnumerable<string> cells)
    {
        string[] row = [.. cells];
        bool isHead = _rows.Length == 0;
        _rows.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        if (isHead) _rows.Append("| --- |").AppendJoin("", Enumerable.Repeat(" ---: |", row.Length - 1)).Append('\n');
    }

    /// <summary>Writes it into the page.</summary>
    public void Write()
    {
        string page = File.ReadAllText(Page());
        (int start, int end) = Find(page);
        File.WriteAllText(Page(), page[..start] + _rows + page[end..]);
    }

    /// <summary>The cells of the page's table, row by row, without the head.</summary>
    public string[][] Read()
    {
        string page = File.ReadAllText(Page());
        (int start, int end) = Find(page);
        string[] lines = page[start..end].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(2).Select(static line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))];
    }

    private (int Start, int End) Find(string page)
    {
        string mark = $"<!-- {name} -->\n";
        int start = page.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return (start, page.IndexOf($"<!-- /{name} -->", start, StringComparison.Ordinal));
    }

    private static string Page() => Repository.At("docs", "propagation.md");
}
