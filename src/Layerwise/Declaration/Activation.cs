namespace Layerwise;

/// <summary>
/// The function φ that a layer applies to its pre-activations z = x·W + b.
/// </summary>
public enum Activation
{
    /// <summary>φ(z) = z.</summary>
    Identity,

    /// <summary>φ(z) = max(0, z).</summary>
    Relu,

    /// <summary>φ(z) = z for z &gt; 0, otherwise <see cref="LayerAttribute.Slope"/>·z.</summary>
    LeakyRelu,

    /// <summary>φ(z) = 1 / (1 + e⁻ᶻ), in (0, 1).</summary>
    Sigmoid,

    /// <summary>φ(z) = tanh(z), in (−1, 1).</summary>
    Tanh,

    /// <summary>φ(z)ᵢ = eᶻⁱ / Σⱼ eᶻʲ: the outputs of one sample are positive and add up to 1.</summary>
    Softmax,
}
