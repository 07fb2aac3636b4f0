namespace Layerwise.OnnxImport.Flows;

/// <summary>How far the spelling of a normalization of rows has come.</summary>
internal enum RowPartKind
{
    /// <summary>The mean of each sample.</summary>
    Mean,

    /// <summary>The numbers less their mean.</summary>
    Centred,

    /// <summary>The squares of those.</summary>
    Squares,

    /// <summary>The mean of the squares, and ε where it was added.</summary>
    Power,

    /// <summary>The root of that.</summary>
    Root,

    /// <summary>One by that root.</summary>
    Inverse,

    /// <summary>The numbers, less their mean or not, by that root.</summary>
    Normalized,
}
