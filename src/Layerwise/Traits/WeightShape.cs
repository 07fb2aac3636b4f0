namespace Layerwise.Traits;

/// <summary>The family that an initializer draws from.</summary>
internal enum WeightShape
{
    /// <summary>N(0, scale²).</summary>
    Normal,

    /// <summary>U[−scale, scale].</summary>
    Uniform,

    /// <summary>N(0, scale²) cut at ±2·scale.</summary>
    TruncatedNormal,

    /// <summary>Every weight is the scale.</summary>
    Constant,

    /// <summary>scale·Q with orthonormal columns or rows.</summary>
    Orthogonal,

    /// <summary>The scale on the diagonal, 0 elsewhere.</summary>
    Identity,

    /// <summary>N(0, scale²), but for the same number of weights of each unit, which are 0.</summary>
    Sparse,
}
