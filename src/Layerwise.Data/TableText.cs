using System.Globalization;

namespace Layerwise.Data;

/// <summary>A table's columns as people read them.</summary>
internal static class TableText
{
    public static string Of(CsvTable table, string source)
    {
        string[][] rows = [["column", "kind", "values", "missing"], .. table.Columns.Select(Row)];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(cell => rows.Max(row => row[cell].Length))];
        IEnumerable<string> lines = rows.Select(row => string.Join("  ", row.Select((cell, index) => cell.PadRight(widths[index]))).TrimEnd());
        return string.Join('\n', [string.Create(CultureInfo.InvariantCulture, $"{source}: {table.RowCount} rows"), .. lines]);
    }

    private static string[] Row(CsvColumn column) =>
        [column.Name, column.Kind.ToString().ToLowerInvariant(), Values(column), column.MissingCount == 0 ? "" : column.MissingCount.ToString(CultureInfo.InvariantCulture)];

    private static string Values(CsvColumn column)
    {
        if (column.Kind != ColumnKind.Number) return Listing.Of(column.Categories);
        (float least, float most) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float number in column.Numbers)
        {
            if (number < least) least = number;
            if (number > most) most = number;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
    }
}
