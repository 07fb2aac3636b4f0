using Layerwise.Forecast;

namespace Layerwise;

/// <summary>One layer a = φ(x·W + b), one that pools, or one with a memory, as far as its signal and its gradient at birth depend on it.</summary>
/// <param name="FanIn">Inputs that each output has a weight for, at least 1: all of a dense layer, kernel × channels / groups of a convolution.</param>
/// <param name="FanOut">Outputs that each input reaches through a weight, at least 1: all of a dense layer, kernel × filters / groups of a convolution.</param>
/// <param name="Activation">The activation φ; what comes after <see cref="Activation.Custom"/> is unknown.</param>
/// <param name="WeightVariance">Of the weights about their mean: finite, at least 0.</param>
public readonly record struct LayerDesign(int FanIn, int FanOut, Activation Activation, double WeightVariance)
{
    private readonly double? _lossWeight;

    /// <summary>What it computes. A pooling layer has a <see cref="Window"/> and no weights, a recurrent one a <see cref="Recurrence"/>. Default <see cref="LayerKind.Dense"/>.</summary>
    public LayerKind Kind { get; init; }

    /// <summary>
    /// How its window moves over positions, whose borders, strides and overlaps the forecast counts; null, the default, for a dense layer. A convolution without one is taken for
    /// one whose window never reaches over a border.
    /// </summary>
    public WindowInfo? Window { get; init; }

    /// <summary>
    /// How a recurrent layer (<see cref="Kind"/>) carries on what it remembers; its sizes are then those of a step, and its variances those of one gate. Default null.
    /// </summary>
    public RecurrenceInfo? Recurrence { get; init; }

    /// <summary>What the weights are drawn about: finite. Default 0.</summary>
    public double WeightMean { get; init; }

    /// <summary>
    /// The number on the diagonal where the weights are that and nothing else (<see cref="Init.Identity"/>): each unit then hands on the
    /// value of one unit, unmixed, and <see cref="WeightMean"/> and <see cref="WeightVariance"/> are not looked at. Default null.
    /// </summary>
    public double? Diagonal { get; init; }

    /// <summary>Slope of <see cref="Activation.LeakyRelu"/>, first one of <see cref="Activation.PRelu"/>, α of <see cref="Activation.Elu"/>: finite, at least 0.</summary>
    public double Slope { get; init; }

    /// <summary>What every bias starts with, or is drawn about: finite. Default 0.</summary>
    public double Bias { get; init; }

    /// <summary>Of the biases about <see cref="Bias"/>: finite, at least 0. Not looked at with a <see cref="Diagonal"/>. Default 0.</summary>
    public double BiasVariance { get; init; }

    /// <summary>Numbers that it takes of a sample, at least 1; those that the layer before makes. Default <see cref="FanIn"/>, as of a dense layer.</summary>
    public int InputSize { get => field == 0 ? FanIn : field; init; }

    /// <summary>Numbers that it makes of a sample, at least 1. Default <see cref="FanOut"/>, as of a dense layer.</summary>
    public int OutputSize { get => field == 0 ? FanOut : field; init; }

    /// <summary>Whether the pre-activations are normalized over a (large) batch (Ioffe &amp; Szegedy 2015). Default false.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>ε of a normalization: finite, greater than 0. Default 1e-5.</summary>
    public double NormalizationEpsilon { get => field == 0 ? 1e-5 : field; init; }

    /// <summary>Whether the pre-activations of a sample are normalized over its (many) units (Ba, Kiros &amp; Hinton 2016), in place of over a batch. Default false.</summary>
    public bool LayerNormalization { get; init; }

    /// <summary>Whether the pre-activations of a sample are divided by their root mean square over its (many) units (Zhang &amp; Sennrich 2019). Default false.</summary>
    public bool RmsNormalization { get; init; }

    /// <summary>
    /// In how many groups of channels the pre-activations of a sample are normalized over all its positions (Wu &amp; He 2018): at least 0, a divisor of the channels of its
    /// <see cref="Window"/>. Default 0, for no such normalization.
    /// </summary>
    public int NormalizedGroups { get; init; }

    /// <summary>
    /// Index of the layer whose outputs it takes. Null, the default, for the one before it; of several outputs that share layers, all but the first have branches that begin at
    /// the last of those, and their layers lie behind those of the output before.
    /// </summary>
    public int? Source { get; init; }

    /// <summary>The factor on the loss that its outputs meet, where they are outputs of the network: finite, at least 0. Default 1.</summary>
    public double LossWeight { get => _lossWeight ?? 1; init => _lossWeight = value; }

    /// <summary>Whether the inputs are added where <see cref="Order"/> says (He et al. 2016): there are then as many of them as of outputs. Default false.</summary>
    public bool Residual { get; init; }

    /// <summary>
    /// How many layers go by before they are added: this one and those before it, the first of which has the inputs in question. At least 1, at most as many as
    /// there are. Default 1.
    /// </summary>
    public int ResidualSpan { get => field == 0 ? 1 : field; init; }

    /// <summary>
    /// The variance of the weights, about 0, by which the connection multiplies what it brings: finite, at least 0. Null, the default, where it brings the inputs as they are.
    /// </summary>
    public double? ProjectionVariance { get; init; }

    /// <summary>In which order the layer normalizes, activates and adds. Default <see cref="LayerOrder.LinearActivateAdd"/>: a + x, behind activation and dropout.</summary>
    public LayerOrder Order { get; init; }

    /// <summary>The probability with which training drops an output: at least 0, less than 1. Default 0.</summary>
    public double Dropout { get; init; }

    /// <summary>
    /// Whether the loss that follows has the derivative a − y with respect to the pre-activations, as cross-entropy has after a softmax or a sigmoid: φ′ then
    /// takes no part in the backward pass. Only for the last layer. Default false.
    /// </summary>
    public bool IsFusedWithLoss { get; init; }

    /// <summary>Inputs that an output sees, mean over the positions: behind a border it sees zeros.</summary>
    internal double Seen => Window is null ? FanIn : FanIn * WindowCoverage.Of(Window);

    /// <summary>Outputs that an input reaches, mean over the positions: as many connections as the outputs have, counted from the other end.</summary>
    internal double Reached => Seen * OutputSize / InputSize;

    /// <summary>The channels that such groups are of.</summary>
    internal int NormalizedChannels
    {
        get => field > 0 ? field : Window is not { } window ? FanOut : Order == LayerOrder.ActivateLinearAdd ? window.Channels : window.Filters;
        init;
    }

    internal bool IsNormalized => BatchNormalization || LayerNormalization || RmsNormalization || NormalizedGroups > 0;
}
