namespace Layerwise.Data;

/// <summary>A table that was read from CSV: what its columns hold, and the samples that they make. Immutable, so for several threads.</summary>
/// <example><code>
/// CsvTable table = CsvTable.Read("wine.csv");
/// Console.WriteLine(table);
/// TableSamples wine = table.WithLabels("cultivar");
/// (Dataset training, Dataset test) = wine.Dataset.SplitStratified(0.8, seed: 1);
/// </code></example>
public sealed class CsvTable
{
    private readonly string _source;
    private readonly CsvOptions _options;
    private readonly int[] _lines;

    private CsvTable(string source, CsvOptions options, CsvColumn[] columns, int[] lines)
    {
        _source = source;
        _options = options;
        _lines = lines;
        Columns = columns;
    }

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>The number of rows of values, at least 1.</summary>
    public int RowCount => _lines.Length;

    /// <summary>Reads a file in UTF-8, or in what its byte order mark says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is spelled; null for a row of names, any usual separator and the usual texts for missing values.</param>
    /// <exception cref="CsvException">A row has too many or too few values, two columns have one name, or there is no row of values.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(File.ReadAllText(path), path, options ?? new CsvOptions(), model: null);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The whole table.</param>
    /// <param name="options">As for a file.</param>
    /// <exception cref="CsvException">As for a file.</exception>
    public static CsvTable Parse(string text, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, "text", options ?? new CsvOptions(), model: null);
    }

    /// <summary>
    /// Reads another file as this one was read, such as test data beside training data: the same columns, by name in any order, with the same kinds and the same categories at the
    /// same places. Columns that this table has not are left out.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CsvException">A column is missing, a category is new, or a value is no number where the column has numbers.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public CsvTable ReadLike(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(File.ReadAllText(path), path, _options, model: this);
    }

    /// <summary>This table without some columns: those that say who a row is, or what nobody knows yet when the network is asked.</summary>
    /// <param name="columns">Their names.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public CsvTable Without(params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var left = Columns.ToList();
        foreach (string column in columns) left.Remove(Find(column, nameof(columns)));
        return new CsvTable(_source, _options, [.. left], _lines);
    }

    /// <summary>Samples with a class each: one column says which, all others are inputs.</summary>
    /// <param name="column">The column of the classes: texts or whole numbers. Its values in order are the labels 0, 1, 2 and so on.</param>
    /// <param name="missing">What becomes of rows that lack a value.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="CsvException">A column holds numbers and texts, or nothing; a value is missing and refused; or the classes are no whole numbers.</exception>
    public TableSamples WithLabels(string column, MissingValues missing = MissingValues.Refuse)
    {
        CsvColumn labels = Find(column, nameof(column));
        return new SampleBuilder(_source, _lines, [.. Columns.Where(input => input != labels)], [labels], missing).WithLabels();
    }

    /// <summary>Samples with numbers to be predicted: some columns say which, all others are inputs.</summary>
    /// <param name="columns">The columns of the targets, at least one; a column of categories becomes a target of 0 and 1 for each of them.</param>
    /// <param name="missing">What becomes of rows that lack a value.</param>
    /// <exception cref="ArgumentException">There is no such column, or none is named.</exception>
    /// <exception cref="CsvException">A column holds numbers and texts, or nothing; or a value is missing and refused.</exception>
    public TableSamples WithTargets(ReadOnlySpan<string> columns, MissingValues missing = MissingValues.Refuse)
    {
        if (columns.IsEmpty) throw new ArgumentException("Expected the name of at least one column, found none.", nameof(columns));
        var targets = new List<CsvColumn>();
        foreach (string column in columns) targets.Add(Find(column, nameof(columns)));
        return new SampleBuilder(_source, _lines, [.. Columns.Except(targets)], targets, missing).WithTargets();
    }

    /// <summary>The same with one column of targets.</summary>
    /// <param name="column">The column.</param>
    /// <param name="missing">What becomes of rows that lack a value.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="CsvException">As for several.</exception>
    public TableSamples WithTargets(string column, MissingValues missing = MissingValues.Refuse) => WithTargets([column], missing);

    /// <summary>
    /// The values of a column as whole numbers, one for each row of this table: equal values have equal numbers, counted from 0 in the order of the categories or of the numbers.
    /// They tell <see cref="Dataset.SplitByGroup"/> which rows belong together.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="CsvException">A value is missing, the column holds numbers and texts, or nothing.</exception>
    public int[] Codes(string column)
    {
        CsvColumn found = Find(column, nameof(column));
        return new ColumnClasses(_source, found, _lines).Codes(Enumerable.Range(0, RowCount));
    }

    /// <summary>A table of the columns: name, kind, range or categories, and how many values are missing.</summary>
    public override string ToString() => TableText.Of(this, _source);

    private CsvColumn Find(string name, string parameter) => Columns.FirstOrDefault(column => column.Name == name)
        ?? throw new ArgumentException($"{_source} has no column '{name}'; its columns are {Listing.Of([.. Columns.Select(static column => column.Name)])}.", parameter);

    private static CsvTable Read(string text, string source, CsvOptions options, CsvTable? model)
    {
        try
        {
            return FromText(text, source, options, model);
        }
        catch (NotSupportedException error)
        {
            // A row has no end within Sep's 16 777 216 characters, most likely because of a quote, as its message says.
            throw new CsvException(source, null, null, error.Message);
        }
    }

    private static CsvTable FromText(string text, string source, CsvOptions options, CsvTable? model)
    {
        var csv = new CsvText(text, source, options);
        ColumnScan[] scans = [.. csv.Names.Select(static name => new ColumnScan(name))];
        int[] lines = csv.Read((column, value, isMissing, line) => scans[column].Add(value, isMissing, line));
        if (lines.Length == 0) throw new CsvException(source, null, null, "found no row of values, expected at least one.");
        if (model is null) RequireKnown(options.Categories, csv.Names, source);

        CsvColumn?[] models = [.. scans.Select(scan => model?.Columns.FirstOrDefault(column => column.Name == scan.Name))];
        ColumnBuilder[] builders =
        [
            .. scans.Select((scan, column) => new ColumnBuilder(
                source, scan, models[column]?.Kind ?? (options.Categories.Contains(scan.Name) ? ColumnKind.Category : scan.Kind), lines.Length, models[column])),
        ];
        csv.Read((column, value, isMissing, line) => builders[column].Add(value, isMissing, line));
        CsvColumn[] columns = [.. builders.Select(static builder => builder.Build())];
        if (model is not null) columns = [.. model.Columns.Select(wanted => Like(wanted, columns, source))];
        return new CsvTable(source, options, columns, lines);
    }

    private static CsvColumn Like(CsvColumn wanted, CsvColumn[] columns, string source) => columns.FirstOrDefault(column => column.Name == wanted.Name)
        ?? throw new CsvException(source, null, wanted.Name, "there is no such column, but the table that ReadLike was called on has it.");

    private static void RequireKnown(IReadOnlyList<string> categories, IReadOnlyList<string> names, string source)
    {
        string? unknown = categories.FirstOrDefault(category => !names.Contains(category, StringComparer.Ordinal));
        if (unknown is null) return;
        throw new CsvException(source, null, unknown, $"{nameof(CsvOptions)}.{nameof(CsvOptions.Categories)} names it, but the columns are {Listing.Of(names)}.");
    }
}
