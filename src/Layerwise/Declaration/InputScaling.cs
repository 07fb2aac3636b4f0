namespace Layerwise;

/// <summary>How inputs are brought to the size that a network is meant for, each by itself: x′ = (x − center) / scale.</summary>
public enum InputScaling
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Their mean becomes 0 and their standard deviation 1: x′ = (x − μ) / σ, as scikit-learn's <c>StandardScaler</c>.</summary>
    Standardize,

    /// <summary>The least becomes 0 and the largest 1: x′ = (x − min) / (max − min), as scikit-learn's <c>MinMaxScaler</c>.</summary>
    MinMax,

    /// <summary>By numbers that the program gives, as 127.5 and 127.5 for pixels: nothing is fitted.</summary>
    Constants,
}
