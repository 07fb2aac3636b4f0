using System.Globalization;

namespace Layerwise.Data;

/// <summary>The different values of a column in their order, and which of them each row has.</summary>
internal sealed class ColumnClasses
{
    // Beyond it, neighbouring whole numbers are one float.
    private const float LargestWhole = 1 << 24;

    private readonly string _source;
    private readonly CsvColumn _column;
    private readonly int[] _lines;
    private readonly float[] _values = [];

    /// <exception cref="CsvException">The column can't be used, or has numbers that say nothing about which class a row has.</exception>
    public ColumnClasses(string source, CsvColumn column, int[] lines)
    {
        (_source, _column, _lines) = (source, column, lines);
        ColumnCheck.RequireUsable(source, column);
        if (column.Kind != ColumnKind.Number)
        {
            Names = column.Categories;
            return;
        }

        _values = Distinct((column.Model ?? column).Numbers);
        Names = [.. _values.Select(static value => value.ToString(CultureInfo.InvariantCulture))];
        RequireWhole();
    }

    /// <summary>What the classes are called.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The class of each of some rows.</summary>
    /// <exception cref="CsvException">A row lacks a value, or has a value that does not stand in the table that <see cref="CsvTable.ReadLike"/> was called on.</exception>
    public int[] Codes(IEnumerable<int> rows) => [.. rows.Select(Code)];

    private int Code(int row)
    {
        if (_column.IsMissing(row)) throw new CsvException(_source, _lines[row], _column.Name, "found no value, expected one in every row that is used.");
        if (_column.Kind != ColumnKind.Number) return _column.Codes[row];
        int code = Array.BinarySearch(_values, _column.Numbers[row]);
        return code >= 0 ? code : throw new CsvException(
            _source, _lines[row], _column.Name, $"found {Text(row)}, which is none of the values of the table that ReadLike was called on: {Listing.Of(Names)}.");
    }

    private void RequireWhole()
    {
        for (int row = 0; row < _lines.Length; row++)
        {
            float value = _column.Numbers[row];
            if (float.IsNaN(value) || (float.IsInteger(value) && Math.Abs(value) <= LargestWhole)) continue;
            throw new CsvException(
                _source, _lines[row], _column.Name,
                $"found {Text(row)}, expected texts or whole numbers up to {LargestWhole.ToString(CultureInfo.InvariantCulture)}, each of which is a class. "
                + $"Numbers to be predicted are targets ({nameof(CsvTable.WithTargets)}); numbers that are names belong into {nameof(CsvOptions)}.{nameof(CsvOptions.Categories)}.");
        }
    }

    private string Text(int row) => _column.Numbers[row].ToString(CultureInfo.InvariantCulture);

    private static float[] Distinct(ReadOnlySpan<float> numbers)
    {
        var distinct = new HashSet<float>();
        foreach (float number in numbers)
        {
            if (!float.IsNaN(number)) distinct.Add(number);
        }

        return [.. distinct.Order()];
    }
}
