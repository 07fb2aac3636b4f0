namespace Layerwise.Data;

/// <summary>From columns to samples.</summary>
internal sealed class SampleBuilder
{
    private readonly string _source;
    private readonly int[] _lines;
    private readonly IReadOnlyList<CsvColumn> _inputs;
    private readonly IReadOnlyList<CsvColumn> _targets;
    private readonly int[] _rows;

    /// <exception cref="CsvException">A column can't be used, none is left for inputs, or a value is missing and refused.</exception>
    public SampleBuilder(string source, int[] lines, IReadOnlyList<CsvColumn> inputs, IReadOnlyList<CsvColumn> targets, MissingValues missing)
    {
        (_source, _lines, _inputs, _targets) = (source, lines, inputs, targets);
        if (inputs.Count == 0) throw new CsvException(source, null, null, "no column is left for the inputs.");
        foreach (CsvColumn column in targets.Concat(inputs)) ColumnCheck.RequireUsable(source, column);
        _rows = ColumnCheck.Rows(source, lines, [.. targets, .. inputs], missing);
    }

    public TableSamples WithLabels()
    {
        var classes = new ColumnClasses(_source, _targets[0], _lines);
        var inputs = new ColumnEncoding(_inputs);
        Dataset dataset = Dataset.WithLabels(inputs.Values(_rows), inputs.Names.Count, classes.Codes(_rows), classes.Names.Count);
        return Samples(dataset, inputs, classes.Names, "classes");
    }

    public TableSamples WithTargets()
    {
        var inputs = new ColumnEncoding(_inputs);
        var targets = new ColumnEncoding(_targets);
        var dataset = new Dataset(inputs.Values(_rows), inputs.Names.Count, targets.Values(_rows), targets.Names.Count);
        return Samples(dataset, inputs, targets.Names, targets.Names.Count == 1 ? "target" : "targets");
    }

    private TableSamples Samples(Dataset dataset, ColumnEncoding inputs, IReadOnlyList<string> targets, string targetKind) =>
        new(dataset.WithNames(inputs.Names, targets), inputs.Names, targets, targetKind, [.. _rows.Select(row => _lines[row])], _lines.Length - _rows.Length);
}
