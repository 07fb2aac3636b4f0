namespace Layerwise;

/// <summary>How numbers to be predicted are brought to the size of a network's outputs, each by itself: y′ = (y − center) / scale.</summary>
public enum TargetScaling
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Their mean becomes 0 and their standard deviation 1.</summary>
    Standardize,

    /// <summary>The least becomes 0 and the largest 1.</summary>
    MinMax,

    /// <summary>By numbers that the program gives: nothing is fitted.</summary>
    Constants,
}
