namespace Layerwise;

/// <summary>
/// How the weights of a layer are drawn. Biases start as <see cref="LinearLayerAttribute.BiasInit"/> says.
/// </summary>
/// <remarks>
/// Below, U[−a, a] is the uniform distribution, N(0, σ²) the normal one, s the negative slope of
/// <see cref="Activation.LeakyRelu"/> or the first one of <see cref="Activation.PRelu"/> (0 for every other activation) and gain is <see cref="LinearLayerAttribute.Gain"/>.
/// </remarks>
public enum Init
{
    /// <summary>
    /// The initializer that suits the activation: <see cref="HeNormal"/> for those that pass positive z on and hold negative z back
    /// (<see cref="Activation.Relu"/>, <see cref="Activation.LeakyRelu"/>, <see cref="Activation.PRelu"/>, <see cref="Activation.Relu6"/>, <see cref="Activation.Elu"/>,
    /// <see cref="Activation.Gelu"/>, <see cref="Activation.GeluTanh"/>, <see cref="Activation.Silu"/>, <see cref="Activation.Mish"/>,
    /// <see cref="Activation.Softplus"/>, <see cref="Activation.HardSwish"/>), <see cref="LeCunNormal"/> for <see cref="Activation.Selu"/>,
    /// <see cref="XavierUniform"/> for the others.
    /// </summary>
    Auto,

    /// <summary>U[−1/√fanIn, 1/√fanIn], PyTorch's default for a linear layer.</summary>
    Uniform,

    /// <summary>N(0, σ²), σ = gain·√(2 / (fanIn + fanOut)) (Glorot &amp; Bengio 2010).</summary>
    XavierNormal,

    /// <summary>U[−a, a], a = gain·√(6 / (fanIn + fanOut)) (Glorot &amp; Bengio 2010), Keras's default.</summary>
    XavierUniform,

    /// <summary>N(0, σ²), σ = √(2 / ((1 + s²)·fanIn)) (He et al. 2015).</summary>
    HeNormal,

    /// <summary>U[−a, a], a = √(6 / ((1 + s²)·fanIn)) (He et al. 2015).</summary>
    HeUniform,

    /// <summary>N(0, σ²), σ = √(1 / fanIn) (LeCun et al. 1998).</summary>
    LeCunNormal,

    /// <summary>U[−a, a], a = √(3 / fanIn) (LeCun et al. 1998).</summary>
    LeCunUniform,

    /// <summary>N(0, <see cref="LinearLayerAttribute.InitScale"/>²).</summary>
    RandomNormal,

    /// <summary>U[−<see cref="LinearLayerAttribute.InitScale"/>, <see cref="LinearLayerAttribute.InitScale"/>].</summary>
    RandomUniform,

    /// <summary>Every weight is 0.</summary>
    Zeros,

    /// <summary>Every weight is <see cref="LinearLayerAttribute.InitScale"/>.</summary>
    Constant,

    /// <summary>
    /// N(0, <see cref="LinearLayerAttribute.InitScale"/>²) cut at ±2·InitScale, which leaves 0.8796 of that standard deviation;
    /// Keras's <c>TruncatedNormal</c>.
    /// </summary>
    TruncatedNormal,

    /// <summary>
    /// A normal distribution cut at two of its standard deviations, whose standard deviation after the cut is
    /// <see cref="LinearLayerAttribute.InitScale"/>: N(0, (InitScale / 0.8796)²) cut at ±2.2737·InitScale.
    /// </summary>
    CorrectedTruncatedNormal,

    /// <summary>
    /// gain·Q, the columns of Q (rows, if fanOut is larger) orthonormal: the sign-corrected factor of the QR decomposition of a
    /// normal matrix (Saxe et al. 2014).
    /// </summary>
    Orthogonal,

    /// <summary>gain on the diagonal, 0 elsewhere.</summary>
    Identity,

    /// <summary>
    /// Variance <see cref="LinearLayerAttribute.VarianceScale"/> / n, n being <see cref="LinearLayerAttribute.FanMode"/> and the distribution
    /// <see cref="LinearLayerAttribute.InitDistribution"/>; Keras's <c>VarianceScaling</c>, of which Xavier, He and LeCun are cases.
    /// </summary>
    VarianceScaling,

    /// <summary>
    /// ⌈<see cref="LinearLayerAttribute.Sparsity"/>·fanIn⌉ weights of each unit are 0, but at least one is not; the others are N(0,
    /// <see cref="LinearLayerAttribute.InitScale"/>²) (Martens 2010).
    /// </summary>
    Sparse,
}
