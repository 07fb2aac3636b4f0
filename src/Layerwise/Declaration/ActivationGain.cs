namespace Layerwise;

/// <summary>
/// The gains that PyTorch recommends for <see cref="LinearLayerAttribute.Gain"/>, by the layer's activation: the numbers of
/// <c>torch.nn.init.calculate_gain</c>.
/// </summary>
/// <example>
/// <code>
/// [Layer(64, 32, Activation.Tanh, Init.XavierUniform, Gain = ActivationGain.Tanh)]
/// </code>
/// </example>
public static class ActivationGain
{
    /// <summary>1, for <see cref="Activation.Identity"/>.</summary>
    public const float Linear = 1f;

    /// <summary>1, for <see cref="Activation.Sigmoid"/>.</summary>
    public const float Sigmoid = 1f;

    /// <summary>5/3, for <see cref="Activation.Tanh"/>.</summary>
    public const float Tanh = 5f / 3f;

    /// <summary>√2, for <see cref="Activation.Relu"/>.</summary>
    public const float Relu = 1.41421356f;

    /// <summary>
    /// √(2 / (1 + s²)) for <see cref="Activation.LeakyRelu"/> with the default <see cref="LinearLayerAttribute.Slope"/> s = 0.01. With another
    /// slope, write the number that the formula gives.
    /// </summary>
    public const float LeakyRelu = 1.41414285f;

    /// <summary>3/4, for SELU. Its authors ask for 1, which is what <see cref="Init.LeCunNormal"/> has (Klambauer et al. 2017).</summary>
    public const float Selu = 0.75f;
}
