using System.Globalization;

namespace Layerwise.Data;

/// <summary>Takes the values of a column, whose kind is known.</summary>
/// <param name="source">What the file is called.</param>
/// <param name="scan">What was found in the column.</param>
/// <param name="kind">What it holds.</param>
/// <param name="rows">How many values will be added.</param>
/// <param name="model">The column of another table that it must be like, or null.</param>
internal sealed class ColumnBuilder(string source, ColumnScan scan, ColumnKind kind, int rows, CsvColumn? model)
{
    private readonly float[] _numbers = new float[kind == ColumnKind.Number ? rows : 0];
    private readonly int[] _codes = new int[kind == ColumnKind.Number ? 0 : rows];
    private readonly Dictionary<string, int> _categories = Places(model?.Categories ?? []);

    private int _row;

    public void Add(ReadOnlySpan<char> text, bool isMissing, int line)
    {
        if (kind == ColumnKind.Number) _numbers[_row++] = isMissing ? float.NaN : Number(text, line);
        else _codes[_row++] = isMissing ? -1 : Code(text.ToString(), line);
    }

    /// <summary>The column, after the last row.</summary>
    public CsvColumn Build()
    {
        if (model is not null) return new CsvColumn(scan, kind, _numbers, _codes, model.Categories, model);

        string[] found = [.. _categories.Keys];
        string[] sorted = [.. Sorted(found)];
        Dictionary<string, int> places = Places(sorted);
        int[] place = [.. found.Select(category => places[category])];
        foreach (ref int code in _codes.AsSpan()) code = code < 0 ? code : place[code];
        return new CsvColumn(scan, kind, _numbers, _codes, sorted, model: null);
    }

    private float Number(ReadOnlySpan<char> text, int line)
    {
        if (ColumnScan.IsNumber(text, out float value)) return value;
        throw new CsvException(source, line, scan.Name, $"found '{text}', expected a finite number, because the column has numbers in the table that ReadLike was called on.");
    }

    private int Code(string text, int line)
    {
        if (_categories.TryGetValue(text, out int code)) return code;
        if (model is not null)
        {
            throw new CsvException(
                source, line, scan.Name, $"found '{text}', which is none of the categories of the table that ReadLike was called on: {Listing.Of(model.Categories)}.");
        }

        _categories.Add(text, _categories.Count);
        return _categories.Count - 1;
    }

    private static Dictionary<string, int> Places(IReadOnlyList<string> categories)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < categories.Count; i++) places.Add(categories[i], i);
        return places;
    }

    private static IEnumerable<string> Sorted(string[] categories) => categories.All(static category => Number(category) is not null)
        ? categories.OrderBy(Number).ThenBy(static category => category, StringComparer.Ordinal)
        : categories.Order(StringComparer.Ordinal);

    private static double? Number(string category) =>
        double.TryParse(category, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
