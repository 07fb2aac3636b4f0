namespace Layerwise.Data;

/// <summary>What a column of a table holds, as its values say.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, each finite.</summary>
    Number,

    /// <summary>Texts, each of which stands for one of several categories.</summary>
    Category,

    /// <summary>Some numbers and some texts: an error where it is used, unless <see cref="CsvOptions.Categories"/> names the column.</summary>
    Mixed,

    /// <summary>No value at all: an error where it is used.</summary>
    Empty,
}
