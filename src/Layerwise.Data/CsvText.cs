using nietras.SeparatedValues;

namespace Layerwise.Data;

/// <summary>A text in CSV: names of columns, and rows of as many values.</summary>
internal sealed class CsvText
{
    private readonly string _text;
    private readonly string _source;
    private readonly CsvOptions _options;
    private readonly string[] _missing;

    /// <exception cref="CsvException">There are no names, or two that are the same.</exception>
    public CsvText(string text, string source, CsvOptions options)
    {
        (_text, _source, _options) = (text, source, options);
        _missing = [.. options.Missing];
        Names = options.ColumnNames ?? ReadNames();
        string? twice = Names.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1)?.Key;
        if (twice is not null) throw new CsvException(source, null, twice, "two columns have this name; expected a name of its own for each.");
    }

    /// <summary>One value of a row, without the quotes and blanks around it.</summary>
    public delegate void ValueAction(int column, ReadOnlySpan<char> text, bool isMissing, int line);

    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads all rows; a line without a character between them is none, unless there is only one column.</summary>
    /// <returns>The line of each row.</returns>
    /// <exception cref="CsvException">A row has more or fewer values than there are columns.</exception>
    public int[] Read(ValueAction action)
    {
        var lines = new List<int>();
        bool isHeader = _options.ColumnNames is null;
        using SepReader reader = Open();
        foreach (SepReader.Row row in reader)
        {
            // Sep says 2 of a first row.
            int line = row.RowIndex == 0 ? 1 : row.LineNumberFrom;
            if (isHeader)
            {
                isHeader = false;
                continue;
            }

            if (row.ColCount == 1 && Names.Count > 1 && row[0].Span.Trim().IsEmpty) continue;
            if (row.ColCount != Names.Count)
            {
                throw new CsvException(_source, line, null, $"found {row.ColCount} {(row.ColCount == 1 ? "value" : "values")}, expected {Names.Count}, one for each column ({Listing.Of(Names)}).");
            }

            for (int column = 0; column < row.ColCount; column++)
            {
                ReadOnlySpan<char> text = row[column].Span.Trim();
                action(column, text, IsMissing(text), line);
            }

            lines.Add(line);
        }

        // Whatever stands behind the last quote was taken for one value, in the last row.
        if (_text.AsSpan().Count('"') % 2 == 1)
        {
            throw new CsvException(_source, lines.Count > 0 ? lines[^1] : 1, null, "found a quote that is opened and not closed, expected a second one at the end of the value.");
        }

        return [.. lines];
    }

    private string[] ReadNames()
    {
        using SepReader reader = Open();
        if (!reader.MoveNext()) throw new CsvException(_source, null, null, "found no line, expected one with the names of the columns.");
        var names = new string[reader.Current.ColCount];
        for (int column = 0; column < names.Length; column++)
        {
            names[column] = reader.Current[column].Span.Trim().ToString();
            if (names[column].Length == 0)
            {
                throw new CsvException(
                    _source, 1, null, $"column {column + 1} has no name; a file without a row of names needs {nameof(CsvOptions)}.{nameof(CsvOptions.ColumnNames)}.");
            }
        }

        return names;
    }

    private SepReader Open() => Sep
        .Reader(options => options with
        {
            Sep = _options.Separator is { } separator ? new Sep(separator) : null,
            HasHeader = false,
            Unescape = true,
            DisableColCountCheck = true,
        })
        .FromText(_text);

    private bool IsMissing(ReadOnlySpan<char> text)
    {
        foreach (string missing in _missing)
        {
            if (text.SequenceEqual(missing)) return true;
        }

        return false;
    }
}
