namespace Layerwise.Benchmarks.Tables;

/// <summary>A Markdown table on the console, each row as soon as it is measured.</summary>
internal sealed class MarkdownTable
{
    public MarkdownTable(IReadOnlyList<string> columns)
    {
        Row(columns);
        Row([.. columns.Select(static (_, index) => index == 0 ? "---" : "---:")]);
    }

#pragma warning disable CA1822 // A row belongs to its table, though the console keeps it.
    public void Row(IReadOnlyList<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
#pragma warning restore CA1822
}
