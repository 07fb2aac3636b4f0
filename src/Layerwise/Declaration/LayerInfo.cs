using Layerwise.Tensors;

namespace Layerwise;

/// <summary>The compile-time facts of one layer of a network, and where its parameters lie in the flat vector.</summary>
/// <param name="FanIn">Number of inputs.</param>
/// <param name="FanOut">Number of outputs.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Init">The initializer; never <see cref="Init.Auto"/>.</param>
/// <param name="WeightsOffset">Index of the first weight in <see cref="INetwork{TSelf}.Parameters"/>; weights are [fanIn, fanOut], row-major.</param>
/// <param name="BiasCount">Number of biases, which follow the weights: <paramref name="FanOut"/>, or 0 for a layer without bias.</param>
public readonly record struct LayerInfo(int FanIn, int FanOut, Activation Activation, Init Init, int WeightsOffset, int BiasCount)
{
    /// <summary>
    /// Whether a training pass keeps the pre-activations z of the layer beside its activations φ(z): where φ′(z) can't be told from φ(z).
    /// </summary>
    public bool KeepsPreActivations { get; init; }

    /// <summary>Whether the pre-activations are normalized over the batch, with a learned γ and β for each output.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>Index of the first running mean in <see cref="INetwork{TSelf}.RunningStatistics"/>, where the layer has any.</summary>
    public int StatisticsOffset { get; init; }

    /// <summary>The probability with which training drops an output; 0 for none.</summary>
    public float Dropout { get; init; }

    /// <summary>Number of learned slopes, which come last: 1 for <see cref="Activation.PRelu"/>, otherwise 0.</summary>
    public int SlopeCount { get; init; }

    /// <summary>The variance that the weights are drawn with, about their mean.</summary>
    public float WeightVariance { get; init; }

    /// <summary>The mean that they are drawn about; 0 but for <see cref="Init.Constant"/> and <see cref="Init.Identity"/>.</summary>
    public float WeightMean { get; init; }

    /// <summary>The number on the diagonal with <see cref="Init.Identity"/>; null for every other initializer.</summary>
    public float? Diagonal { get; init; }

    /// <summary>What the biases start with.</summary>
    public float BiasValue { get; init; }

    /// <summary>Negative slope of <see cref="Activation.LeakyRelu"/>, the first one of <see cref="Activation.PRelu"/>, α of <see cref="Activation.Elu"/>; 0 for every other activation.</summary>
    public float Slope { get; init; }

    /// <summary>The struct behind <see cref="Activation.Custom"/>; null for every other activation.</summary>
    public Type? ActivationType { get; init; }

    /// <summary>The name of the activation, or of the struct that is one.</summary>
    public string ActivationName => ActivationType?.Name ?? Activation.ToString();

    /// <summary>Number of weights, fanIn × fanOut.</summary>
    public int WeightCount => FanIn * FanOut;

    /// <summary>Index of the first bias in <see cref="INetwork{TSelf}.Parameters"/>.</summary>
    public int BiasesOffset => WeightsOffset + Tensors.Offset(TensorRole.Biases);

    /// <summary>
    /// Number of γ, which follow the biases; of β, which follow them; of running means and of running variances: fanOut with batch
    /// normalization, otherwise 0.
    /// </summary>
    public int NormalizedCount => (int)Tensors.Length(TensorRole.Gamma);

    /// <summary>Index of the first γ in <see cref="INetwork{TSelf}.Parameters"/>.</summary>
    public int GammaOffset => WeightsOffset + Tensors.Offset(TensorRole.Gamma);

    /// <summary>Index of the first β in <see cref="INetwork{TSelf}.Parameters"/>.</summary>
    public int BetaOffset => WeightsOffset + Tensors.Offset(TensorRole.Beta);

    /// <summary>Index of the learned slope in <see cref="INetwork{TSelf}.Parameters"/>.</summary>
    public int SlopeOffset => WeightsOffset + Tensors.Offset(TensorRole.Slope);

    /// <summary>Number of weights, biases, γ, β and slopes.</summary>
    public int ParameterCount => (int)Tensors.ParameterCount();

    /// <summary>Its tensors, and where they lie behind <see cref="WeightsOffset"/> and <see cref="StatisticsOffset"/>.</summary>
    internal DenseTensors Tensors => new(FanIn, FanOut, BiasCount > 0, BatchNormalization, SlopeCount > 0);
}
