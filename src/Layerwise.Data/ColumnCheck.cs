namespace Layerwise.Data;

/// <summary>Columns that can't be used as they are.</summary>
internal static class ColumnCheck
{
    /// <exception cref="CsvException">A column has numbers and texts, numbers with commas, or no value at all.</exception>
    public static void RequireUsable(string source, CsvColumn column)
    {
        ColumnScan scan = column.Scan;
        if (column.Kind == ColumnKind.Empty)
        {
            throw new CsvException(source, null, column.Name, $"no row has a value here. Leave the column out: table.{nameof(CsvTable.Without)}(\"{column.Name}\").");
        }

        // As texts they would be categories, each of them an input.
        if (scan.Texts > 0 && scan.WithCommas == scan.Texts)
        {
            throw new CsvException(
                source, scan.FirstTextLine, column.Name,
                $"found '{scan.FirstText}', expected a number with a decimal point and no comma. Write the numbers of this column so, or leave it out: table.{nameof(CsvTable.Without)}(\"{column.Name}\").");
        }

        if (column.Kind != ColumnKind.Mixed) return;
        throw new CsvException(
            source, scan.FirstTextLine, column.Name,
            $"found '{scan.FirstText}', expected a number: {scan.Numbers} values are numbers, from line {scan.FirstNumberLine} on, and {scan.Texts} are not. "
            + $"If the text stands for no value, name it in {nameof(CsvOptions)}.{nameof(CsvOptions.Missing)}; if the numbers are names too, name the column in "
            + $"{nameof(CsvOptions)}.{nameof(CsvOptions.Categories)}; if it is of no use, table.{nameof(CsvTable.Without)}(\"{column.Name}\").");
    }

    /// <summary>Which rows are used.</summary>
    /// <exception cref="CsvException">A row lacks a value and none may, or all do.</exception>
    public static int[] Rows(string source, int[] lines, IReadOnlyList<CsvColumn> columns, MissingValues missing)
    {
        int[] whole = [.. Enumerable.Range(0, lines.Length).Where(row => !columns.Any(column => column.IsMissing(row)))];
        if (whole.Length == lines.Length || missing == MissingValues.NaN) return [.. Enumerable.Range(0, lines.Length)];
        if (missing == MissingValues.SkipRows && whole.Length > 0) return whole;

        string counts = string.Join(", ", columns.Where(static column => column.MissingCount > 0).Select(static column => $"{column.MissingCount} in '{column.Name}'"));
        if (missing == MissingValues.SkipRows) throw new CsvException(source, null, null, $"every row lacks a value ({counts}); expected one that has them all.");

        int first = Enumerable.Range(0, lines.Length).First(row => columns.Any(column => column.IsMissing(row)));
        throw new CsvException(
            source, lines[first], columns.First(column => column.IsMissing(first)).Name,
            $"found no value, and {nameof(MissingValues)}.{nameof(MissingValues.Refuse)} expects one in each row. "
            + $"{lines.Length - whole.Length} of {lines.Length} rows lack one ({counts}). "
            + $"{nameof(MissingValues)}.{nameof(MissingValues.SkipRows)} leaves these rows out, {nameof(MissingValues)}.{nameof(MissingValues.NaN)} takes NaN for a value.");
    }
}
