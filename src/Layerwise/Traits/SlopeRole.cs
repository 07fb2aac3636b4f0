namespace Layerwise.Traits;

/// <summary>What <see cref="LinearLayerAttribute.Slope"/> means to an activation.</summary>
internal enum SlopeRole
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The slope for negative z, a constant.</summary>
    Negative,

    /// <summary>The slope for negative z, a parameter of the layer; the option is what it starts with.</summary>
    Learned,

    /// <summary>α: minus the value that φ tends to for large negative z, a constant.</summary>
    Alpha,
}
