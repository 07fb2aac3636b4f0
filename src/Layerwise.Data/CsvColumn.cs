namespace Layerwise.Data;

/// <summary>One column of a table.</summary>
public sealed class CsvColumn
{
    private readonly float[] _numbers;
    private readonly int[] _codes;

    internal CsvColumn(ColumnScan scan, ColumnKind kind, float[] numbers, int[] codes, IReadOnlyList<string> categories, CsvColumn? model)
    {
        Scan = scan;
        Kind = kind;
        _numbers = numbers;
        _codes = codes;
        Categories = categories;
        Model = model?.Model ?? model;
    }

    /// <summary>Its name, without the blanks around it.</summary>
    public string Name => Scan.Name;

    /// <summary>What it holds.</summary>
    public ColumnKind Kind { get; }

    /// <summary>How many rows lack a value.</summary>
    public int MissingCount => Scan.Missing;

    /// <summary>
    /// Its categories, of a column of numbers none: in the order of the characters' numbers or, if all are spelled with digits, of what they stand for. The order of rows changes
    /// nothing.
    /// </summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>The column of the table that <see cref="CsvTable.ReadLike"/> was called on, or null.</summary>
    internal CsvColumn? Model { get; }

    /// <summary>Where which kind of value was found.</summary>
    internal ColumnScan Scan { get; }

    /// <summary>The values of a column of numbers, NaN where one is missing.</summary>
    internal ReadOnlySpan<float> Numbers => _numbers;

    /// <summary>The categories of another column as indices, -1 where one is missing.</summary>
    internal ReadOnlySpan<int> Codes => _codes;

    /// <summary>Whether a row lacks the value.</summary>
    internal bool IsMissing(int row) => Kind == ColumnKind.Number ? float.IsNaN(_numbers[row]) : _codes[row] < 0;
}
