namespace Layerwise.Data;

/// <summary>How a file is read, where it differs from what most are: a row of names above rows of values.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between values; null for whichever of <c>; , | tab</c> the first row has.</summary>
    public char? Separator { get; init; }

    /// <summary>The names of the columns of a file whose first row has values already; null where it has the names.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>Columns that are categories although they are spelled with numbers, such as postal codes.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Texts that stand for no value, compared exactly, without the blanks around them; by default nothing, NA, N/A, NaN, nan, null and ?.</summary>
    public IReadOnlyList<string> Missing { get; init; } = ["", "NA", "N/A", "NaN", "nan", "null", "?"];
}
