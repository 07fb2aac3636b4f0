namespace Layerwise.Traits;

/// <summary>What an activation does to the signal, as far as initializers and rules care.</summary>
internal enum ActivationFamily
{
    /// <summary>Hands z on unchanged.</summary>
    Linear,

    /// <summary>Passes positive z on and holds negative z back, and with them about half of the signal's power.</summary>
    Rectifier,

    /// <summary>Brings the signal to mean 0 and variance 1 by itself, given weights of variance 1/fanIn.</summary>
    SelfNormalizing,

    /// <summary>Flattens for large z of either sign.</summary>
    Saturating,

    /// <summary>Each output depends on all pre-activations of its sample.</summary>
    Rowwise,

    /// <summary>A user's own: nothing is known of it.</summary>
    Custom,
}
