namespace Layerwise;

/// <summary>The family that <see cref="Init.VarianceScaling"/> draws from; the variance is the same in each.</summary>
public enum InitDistribution
{
    /// <summary>A normal distribution cut at two of its standard deviations, its variance corrected for the cut.</summary>
    TruncatedNormal,

    /// <summary>The normal distribution.</summary>
    Normal,

    /// <summary>U[−a, a], a² = 3·variance.</summary>
    Uniform,
}
