namespace Layerwise;

/// <summary>How numbers are brought to a size that a network is meant for.</summary>
public enum ScalingKind
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Their mean becomes 0 and their standard deviation 1: x′ = (x − μ) / σ, as scikit-learn's <c>StandardScaler</c>.</summary>
    Standardize,

    /// <summary>The least becomes 0 and the largest 1: x′ = (x − min) / (max − min), as scikit-learn's <c>MinMaxScaler</c>.</summary>
    MinMax,
}
