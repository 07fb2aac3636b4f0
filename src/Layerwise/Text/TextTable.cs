namespace Layerwise.Text;

/// <summary>Cells in columns, for a font in which all characters are equally wide.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>One line for each row.</summary>
    /// <param name="alignment">For each column, '&lt;' for text, which begins at one place, or '&gt;' for numbers, which end at one place.</param>
    /// <param name="rows">As many cells in each as there are columns.</param>
    public static IEnumerable<string> Lines(string alignment, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. alignment.Select((_, column) => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join(Gap, row.Select(Padded)).TrimEnd());

        string Padded(string cell, int column) => alignment[column] == '>' ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
    }
}
