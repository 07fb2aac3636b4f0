namespace Layerwise.Runtime;

/// <summary>The sizes of what a step is multiplied by, W and U, as a type.</summary>
internal interface IStepMatrix
{
    /// <summary>Rows of W, at least 1.</summary>
    static abstract int Inputs { get; }

    /// <summary>Rows of U, at least 1.</summary>
    static abstract int Units { get; }

    /// <summary>Neighbouring columns of both, at least 1.</summary>
    static abstract int Columns { get; }

    /// <summary>How far apart two rows are.</summary>
    static abstract int RowStep { get; }
}
