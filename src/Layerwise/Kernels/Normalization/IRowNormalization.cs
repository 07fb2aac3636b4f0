namespace Layerwise.Runtime;

/// <summary>For generated code: which normalization of the rows kernels are compiled for.</summary>
public interface IRowNormalization
{
    /// <summary>Whether it subtracts the mean of a row, and adds β.</summary>
    static abstract bool IsCentred { get; }
}

/// <summary>Layer normalization.</summary>
public readonly struct LayerNormalization : IRowNormalization
{
    /// <inheritdoc/>
    public static bool IsCentred => true;
}

/// <summary>Root mean square layer normalization.</summary>
public readonly struct RmsNormalization : IRowNormalization
{
    /// <inheritdoc/>
    public static bool IsCentred => false;
}
