using Layerwise.Traits;

namespace Layerwise;

/// <summary>
/// A layer that multiplies by weights, a = φ(linear map of x + b): the options that attributes of such layers have in common. "Outputs" are the numbers that the layer makes.
/// </summary>
public abstract class LinearLayerAttribute : Attribute
{
    private float? _slope;

    private protected LinearLayerAttribute(Activation activation, Type? activationType, Init init)
    {
        Activation = activation;
        ActivationType = activationType;
        Init = init;
    }

    /// <summary>The activation φ.</summary>
    public Activation Activation { get; }

    /// <summary>The struct behind <see cref="Activation.Custom"/>; null for every other activation.</summary>
    public Type? ActivationType { get; }

    /// <summary>How the weights are drawn.</summary>
    public Init Init { get; }

    /// <summary>
    /// How many layers the attribute stands for, one after the other, each with weights of its own and all that is said here: at least 1, at most 256 in a network. More than
    /// 1 needs a square layer, whose fanIn is its fanOut. Default 1.
    /// </summary>
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// Negative slope of <see cref="Activation.LeakyRelu"/> (default 0.01), what that of <see cref="Activation.PRelu"/> starts with (default
    /// 0.25), α of <see cref="Activation.Elu"/> (default 1): finite, at least 0. The defaults are those of PyTorch.
    /// </summary>
    public float Slope
    {
        get => _slope ?? ActivationTraits.Of(Activation).DefaultSlope;
        set => _slope = value;
    }

    /// <summary>
    /// Whether <see cref="Activation.PRelu"/> learns a slope for each unit, as Keras's <c>PReLU</c> does and PyTorch's with <c>num_parameters</c>; all start with
    /// <see cref="Slope"/>. Default false: one slope for the layer, as in PyTorch.
    /// </summary>
    public bool SlopePerUnit { get; set; }

    /// <summary>
    /// Factor on the weights that the Xavier initializers, <see cref="Init.Orthogonal"/> and <see cref="Init.Identity"/> give: finite,
    /// greater than 0. Default 1; <see cref="ActivationGain"/> has what PyTorch recommends.
    /// </summary>
    public float Gain { get; set; } = 1f;

    /// <summary>
    /// Standard deviation of <see cref="Init.RandomNormal"/>, <see cref="Init.TruncatedNormal"/>,
    /// <see cref="Init.CorrectedTruncatedNormal"/> and <see cref="Init.Sparse"/>, bound of <see cref="Init.RandomUniform"/>, value of
    /// <see cref="Init.Constant"/>: finite, at least 0. Default 0.05, as in Keras.
    /// </summary>
    public float InitScale { get; set; } = 0.05f;

    /// <summary>The scale of <see cref="Init.VarianceScaling"/>: finite, greater than 0. Default 1, as in Keras.</summary>
    public float VarianceScale { get; set; } = 1f;

    /// <summary>What <see cref="Init.VarianceScaling"/> divides by. Default <see cref="FanMode.FanIn"/>, as in Keras.</summary>
    public FanMode FanMode { get; set; }

    /// <summary>What <see cref="Init.VarianceScaling"/> draws from. Default <see cref="InitDistribution.TruncatedNormal"/>, as in Keras.</summary>
    public InitDistribution InitDistribution { get; set; }

    /// <summary>The part of each unit's weights that <see cref="Init.Sparse"/> leaves 0: at least 0, less than 1. Default 0.1.</summary>
    public float Sparsity { get; set; } = 0.1f;

    /// <summary>Whether the layer adds a bias b to x·W. Default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>What every bias starts with: finite. Default 0.</summary>
    public float BiasValue { get; set; }

    /// <summary>How the biases start: all with <see cref="BiasValue"/>, or drawn as PyTorch draws them. Default <see cref="BiasInit.Constant"/>.</summary>
    public BiasInit BiasInit { get; set; }

    /// <summary>
    /// Whether x·W + b is normalized over the samples of a batch before the activation: a = φ(γ·(z − mean) / √(variance + ε) + β) (Ioffe and Szegedy 2015).
    /// γ and β are learned; inference takes running estimates of mean and variance. Default false.
    /// </summary>
    public bool BatchNormalization { get; set; }

    /// <summary>
    /// ε of a normalization, which is added to every variance or mean square: finite, greater than 0. Default 1e-5, as in PyTorch, but for its <c>nn.RMSNorm</c>, which has
    /// 1.19e-7; that of Keras is 1e-3.
    /// </summary>
    public float NormalizationEpsilon { get; set; } = 1e-5f;

    /// <summary>
    /// How far one batch moves the running estimates of <see cref="BatchNormalization"/> towards its own mean and variance: greater than 0, at most 1. Default 0.1, as
    /// in PyTorch. Keras calls momentum what the estimates keep of themselves, 0.99, which is 0.01 here.
    /// </summary>
    public float NormalizationMomentum { get; set; } = 0.1f;

    /// <summary>
    /// Whether x·W + b is normalized over the outputs of each sample, before the activation: a = φ(γ·(z − mean) / √(variance + ε) + β) (Ba, Kiros and Hinton 2016). γ and
    /// β are learned; samples don't depend on each other, and inference does the same as training. Default false; a layer has one normalization at most.
    /// </summary>
    public bool LayerNormalization { get; set; }

    /// <summary>
    /// Whether x·W + b is divided by its root mean square over the outputs of each sample before the activation: a = φ(γ·z / √(mean square + ε)) (Zhang and Sennrich
    /// 2019). γ is learned, nothing is subtracted or added. Default false; a layer has one normalization at most.
    /// </summary>
    public bool RmsNormalization { get; set; }

    /// <summary>
    /// The probability with which training sets an output of the layer to 0 and scales the others by 1 / (1 − Dropout), so that inference has
    /// nothing to do (Srivastava et al. 2014): at least 0, less than 1. Default 0.
    /// </summary>
    public float Dropout { get; set; }

    /// <summary>
    /// Whether the layer has a residual connection: the numbers that it takes are added to those that it makes, where <see cref="Order"/> says, so that signal and gradient have
    /// a way around it (He et al. 2016). There must be as many of both, unless there is a <see cref="Projection"/>. With <see cref="Repeat"/> each
    /// layer has a connection of its own. Default false.
    /// </summary>
    public bool Residual { get; set; }

    /// <summary>
    /// How many layers the residual connection goes around: this one and those before it. What the first of them takes is added where the last one, which has the option, says:
    /// at least 1, at most as many as there are up to this one. Default 1.
    /// </summary>
    public int ResidualSpan { get; set; } = 1;

    /// <summary>
    /// Whether what the residual connection brings is multiplied by learned weights of its own, [inputs of the block, outputs] without bias, so that both ends may differ in size
    /// (He et al. 2016, equation 2). They are drawn by <see cref="Init.LeCunNormal"/>, which keeps the power. Default false: it is brought as it is.
    /// </summary>
    public bool Projection { get; set; }

    /// <summary>In which order the layer normalizes, activates and adds. Default <see cref="LayerOrder.LinearActivateAdd"/>.</summary>
    public LayerOrder Order { get; set; }

    /// <summary>
    /// The name of the <see cref="OutputAttribute"/> that the layer leads to and no other output: such layers stand directly above it, and the first of them takes what the last
    /// layer that all outputs share makes. Default null: all share the layer.
    /// </summary>
    public string? Head { get; set; }
}
