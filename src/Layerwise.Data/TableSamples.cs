namespace Layerwise.Data;

/// <summary>Samples that were made of a table, and what their numbers are called.</summary>
public sealed class TableSamples
{
    private readonly string _targetKind;

    internal TableSamples(
        Dataset dataset, IReadOnlyList<string> inputNames, IReadOnlyList<string> targetNames, string targetKind, IReadOnlyList<int> lines, int skippedRows)
    {
        _targetKind = targetKind;
        Dataset = dataset;
        InputNames = inputNames;
        TargetNames = targetNames;
        Lines = lines;
        SkippedRows = skippedRows;
    }

    /// <summary>The samples, in the order of the file, with the names of their inputs and targets.</summary>
    public Dataset Dataset { get; }

    /// <summary>
    /// What each input is called: the column or, of a column of categories, <c>column=category</c>, 1 where a row has it and 0 elsewhere. Two categories are one input, 1 for the
    /// second; any other number has an input each.
    /// </summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>What each class or each target is called.</summary>
    public IReadOnlyList<string> TargetNames { get; }

    /// <summary>The line of the file that each sample comes from; of a part of <see cref="Dataset"/>, <see cref="Dataset.Row"/> says which sample is meant.</summary>
    public IReadOnlyList<int> Lines { get; }

    /// <summary>How many rows were left out because they lack a value.</summary>
    public int SkippedRows { get; }

    /// <summary>How many samples there are, and what inputs and targets are called.</summary>
    public override string ToString() =>
        $"{Dataset.Count} {(Dataset.Count == 1 ? "sample" : "samples")}{(SkippedRows > 0 ? $" (rows left out: {SkippedRows})" : "")}, {InputNames.Count} {(InputNames.Count == 1 ? "input" : "inputs")} ({Listing.Of(InputNames)}), "
        + $"{TargetNames.Count} {_targetKind} ({Listing.Of(TargetNames)})";
}
