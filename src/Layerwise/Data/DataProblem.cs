namespace Layerwise;

/// <summary>What may be wrong with samples.</summary>
public enum DataProblem
{
    /// <summary>An input or target is NaN or infinite in some samples.</summary>
    NotFinite,

    /// <summary>An input or target is the same in every sample.</summary>
    Constant,

    /// <summary>Some values of an input or target lie far from all others.</summary>
    Outliers,

    /// <summary>An input or target varies by next to nothing about a large number, of which a float keeps few digits.</summary>
    LargeOffset,
}
