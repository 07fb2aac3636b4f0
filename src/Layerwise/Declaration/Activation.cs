using System.ComponentModel;

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

    /// <summary>φ(z) = z for z &gt; 0, otherwise <see cref="LinearLayerAttribute.Slope"/>·z.</summary>
    LeakyRelu,

    /// <summary>φ(z) = 1 / (1 + e⁻ᶻ), in (0, 1).</summary>
    Sigmoid,

    /// <summary>φ(z) = tanh(z), in (−1, 1).</summary>
    Tanh,

    /// <summary>φ(z)ᵢ = eᶻⁱ / Σⱼ eᶻʲ: the outputs of one sample are positive and add up to 1.</summary>
    Softmax,

    /// <summary>φ(z) = z for z &gt; 0, otherwise α·(eᶻ − 1) with α = <see cref="LinearLayerAttribute.Slope"/> (Clevert et al. 2016).</summary>
    Elu,

    /// <summary>φ(z) = 1.0507·z for z &gt; 0, otherwise 1.0507·1.6733·(eᶻ − 1) (Klambauer et al. 2017).</summary>
    Selu,

    /// <summary>φ(z) = z·Φ(z), Φ the cumulative normal distribution (Hendrycks &amp; Gimpel 2016); exact, as by the error function.</summary>
    Gelu,

    /// <summary>φ(z) = z·½·(1 + tanh(√(2/π)·(z + 0.044715·z³))): <see cref="Gelu"/> as GPT-2 approximated it.</summary>
    GeluTanh,

    /// <summary>φ(z) = z / (1 + e⁻ᶻ), also called swish (Elfwing et al. 2018).</summary>
    Silu,

    /// <summary>φ(z) = z·tanh(ln(1 + eᶻ)) (Misra 2019).</summary>
    Mish,

    /// <summary>φ(z) = ln(1 + eᶻ), positive.</summary>
    Softplus,

    /// <summary>φ(z) = z / (1 + |z|), in (−1, 1).</summary>
    Softsign,

    /// <summary>φ(z) = min(6, max(0, z + 3)) / 6, in [0, 1].</summary>
    HardSigmoid,

    /// <summary>φ(z) = z·min(6, max(0, z + 3)) / 6 (Howard et al. 2019).</summary>
    HardSwish,

    /// <summary>φ(z) = min(1, max(−1, z)).</summary>
    HardTanh,

    /// <summary>φ(z) = min(6, max(0, z)).</summary>
    Relu6,

    /// <summary>
    /// φ(z) = z for z &gt; 0, otherwise s·z with a slope s that is learned: one for the layer, or for each unit with
    /// <see cref="LinearLayerAttribute.SlopePerUnit"/>. It is a parameter behind the biases and starts at <see cref="LinearLayerAttribute.Slope"/> (He et al. 2015).
    /// </summary>
    PRelu,

    /// <summary>φ(z)ᵢ = zᵢ − ln Σⱼ eᶻʲ: the logarithms of <see cref="Softmax"/>, without its loss of digits near 0.</summary>
    LogSoftmax,

    /// <summary>One of your own: what a layer has that was declared with the type of an <c>IActivation</c>. Never written in an attribute.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    Custom,
}
