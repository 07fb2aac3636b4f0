namespace Layerwise.Data;

/// <summary>What becomes of a row that lacks a value.</summary>
public enum MissingValues
{
    /// <summary>An error that says where, and how many there are.</summary>
    Refuse,

    /// <summary>The row is left out; <see cref="TableSamples.SkippedRows"/> counts them.</summary>
    SkipRows,

    /// <summary>
    /// The value is NaN, and so are all inputs that a missing category would have had. No network learns from NaN: replace it before training. A label can't be NaN;
    /// a row without one is an error.
    /// </summary>
    NaN,
}
