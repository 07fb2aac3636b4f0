namespace Layerwise.Runtime;

/// <summary>Neighbouring columns of W and U that are summed up together, as a type.</summary>
internal interface IGateColumns
{
    /// <summary>How many there are, at least 1.</summary>
    static abstract int Columns { get; }

    /// <summary>How far apart two rows are.</summary>
    static abstract int RowStep { get; }
}
