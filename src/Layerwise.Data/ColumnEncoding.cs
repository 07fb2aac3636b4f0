namespace Layerwise.Data;

/// <summary>Columns as floats: a number as it is, a category as one of several floats that is 1 while the others are 0.</summary>
internal sealed class ColumnEncoding(IReadOnlyList<CsvColumn> columns)
{
    /// <summary>What each float of a row is called.</summary>
    public IReadOnlyList<string> Names { get; } = [.. columns.SelectMany(NamesOf)];

    /// <summary>[rows, names], row-major.</summary>
    public float[] Values(int[] rows)
    {
        var values = new float[checked(rows.Length * Names.Count)];
        int start = 0;
        foreach (CsvColumn column in columns)
        {
            for (int i = 0; i < rows.Length; i++) Write(column, rows[i], values.AsSpan((i * Names.Count) + start, Width(column)));
            start += Width(column);
        }

        return values;
    }

    // Of two, one says what the other is.
    private static int Width(CsvColumn column) => column.Kind == ColumnKind.Number || column.Categories.Count == 2 ? 1 : column.Categories.Count;

    private static IEnumerable<string> NamesOf(CsvColumn column) => column.Kind == ColumnKind.Number
        ? [column.Name]
        : column.Categories.TakeLast(Width(column)).Select(category => $"{column.Name}={category}");

    private static void Write(CsvColumn column, int row, Span<float> values)
    {
        if (column.Kind == ColumnKind.Number)
        {
            values[0] = column.Numbers[row];
            return;
        }

        int code = column.Codes[row];
        if (code < 0) values.Fill(float.NaN);
        else if (column.Categories.Count == 2) values[0] = code;
        else values[code] = 1;
    }
}
