namespace Layerwise;

/// <summary>
/// In which order a layer works: x·W + b ("linear"), its normalization N, its activation φ, its dropout, and the sum with what its residual connection brings. What a layer does
/// not have is left out.
/// </summary>
public enum LayerOrder
{
    /// <summary>Linear, normalize, activate, drop, add: y = x + φ(N(x·W + b)). The default, and without a residual connection what a layer is everywhere.</summary>
    LinearActivateAdd,

    /// <summary>
    /// Linear, normalize, add, activate, drop: y = φ(x + N(x·W + b)), the residual networks of He et al. 2016 ("Deep residual learning for image recognition"). The activation
    /// stands in the way of the inputs too, at every layer.
    /// </summary>
    LinearAddActivate,

    /// <summary>
    /// Normalize, activate, linear, drop, add: y = x + φ(N(x))·W + b, "pre-activation" (He et al. 2016, "Identity mappings in deep residual networks"). Normalization and
    /// activation are those of the fanIn inputs, and the outputs are a linear map of them.
    /// </summary>
    ActivateLinearAdd,

    /// <summary>
    /// Linear, activate, normalize, drop, add: y = x + N(φ(x·W + b)), a <c>BatchNormalization</c> behind a <c>Dense</c> with an activation in Keras.
    /// </summary>
    LinearActivateNormalize,

    /// <summary>
    /// Linear, activate, drop, add, normalize: y = N(x + φ(x·W + b)), "post-norm", as the first transformers have it (Vaswani et al. 2017). The normalization stands in the way
    /// of the inputs too, at every layer.
    /// </summary>
    LinearActivateAddNormalize,
}
