using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Generator.Model;

/// <summary>
/// One declared layer of whatever kind, with every default resolved: what all kinds share, a linear map with an activation behind it. Its kind adds what
/// it computes, in a record of its own.
/// </summary>
/// <param name="Index">Zero-based position in the network.</param>
/// <param name="FanIn">Inputs that each output sees through a weight of its own, at least 1.</param>
/// <param name="FanOut">Outputs that each input reaches so, at least 1.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Init">The initializer; never Auto.</param>
/// <param name="Slope">Negative slope of LeakyRelu, the first one of PRelu, α of Elu.</param>
/// <param name="Gain">Factor on the Xavier initializers, Orthogonal and Identity.</param>
/// <param name="InitScale">Scale of the initializers that are not derived from the layer's sizes.</param>
/// <param name="HasBias">Whether the layer has biases.</param>
/// <param name="BiasValue">What they start with.</param>
/// <param name="WeightsOffset">Index of its first weight among all parameters.</param>
internal abstract record LayerSpec(
    int Index,
    int FanIn,
    int FanOut,
    Activation Activation,
    Init Init,
    float Slope,
    float Gain,
    float InitScale,
    bool HasBias,
    float BiasValue,
    int WeightsOffset)
{
    /// <summary>Scale of VarianceScaling.</summary>
    public float VarianceScale { get; init; } = 1;

    /// <summary>What VarianceScaling divides by.</summary>
    public FanMode FanMode { get; init; }

    /// <summary>What VarianceScaling draws from.</summary>
    public InitDistribution InitDistribution { get; init; }

    /// <summary>Part of each unit's weights that Sparse leaves 0.</summary>
    public float Sparsity { get; init; }

    /// <summary>Whether the pre-activations are normalized over the batch.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>The probability with which training drops an output; 0 for none.</summary>
    public float Dropout { get; init; }

    /// <summary>How messages, comments and generated names count it: from 1.</summary>
    public int Number => Index + 1;

    /// <summary>Its tensors, and where they lie behind <see cref="WeightsOffset"/> and <see cref="StatisticsOffset"/>.</summary>
    public abstract ILayerTensors Tensors { get; }

    /// <summary>What it takes of one sample.</summary>
    public abstract Shape Input { get; }

    /// <summary>What it makes of one sample.</summary>
    public abstract Shape Output { get; }

    /// <summary>What the forecast of signal and gradient looks at, the loss apart.</summary>
    public abstract LayerDesign Design { get; }

    public int WeightCount => (int)Tensors.Length(TensorRole.Weights);

    public int ParameterCount => (int)Tensors.ParameterCount();

    /// <summary>Index of the first running mean among the running statistics of the network, where the layer has any.</summary>
    public int StatisticsOffset { get; init; }

    public int StatisticsCount => (int)Tensors.StatisticsCount();

    /// <summary>Index of the first number of a tensor among the parameters, or among the running statistics, of the network.</summary>
    public int OffsetOf(TensorRole role) =>
        Tensors.Offset(role) + (TensorSpec.StorageOf(role) == TensorStorage.Parameters ? WeightsOffset : StatisticsOffset);

    /// <summary>The user's own activation, where the activation is Custom.</summary>
    public CustomActivation? Custom { get; init; }

    /// <summary>What comments call the activation.</summary>
    public string ActivationName => Custom?.Name ?? Activation.ToString();

    /// <summary>All that follows from which activation it is.</summary>
    public ActivationTraits Traits => ActivationTraits.Of(Activation);

    /// <summary>All that follows from which initializer it has, its distribution apart.</summary>
    public InitTraits InitTraits => InitTraits.Of(Init);

    /// <summary>The numbers that an output can be, taken by itself; null where the activation is the user's own, or one whose outputs depend on each other.</summary>
    public ValueRange? Range => Traits.Curve?.Invoke(Slope).Range;

    /// <summary>Whether each output depends on all pre-activations of its sample.</summary>
    public bool IsRowwise => Traits.IsRowwise;

    /// <summary>The activation with all that code for it contains.</summary>
    public ActivationSpec Phi => new(Activation, Traits.HasConstantSlope ? Slope : 0, Custom);

    /// <summary>
    /// Weights of each unit that Sparse leaves 0: never all, or the unit would answer to nothing. In decimal: 0.1f of 10 weights is 1, but
    /// 10 · 0.1f is a bit more.
    /// </summary>
    public int ZerosPerUnit => Math.Min((int)Math.Ceiling((decimal)Sparsity * FanIn), FanIn - 1);

    public WeightDistribution Distribution => WeightDistribution.Of(this);
}
