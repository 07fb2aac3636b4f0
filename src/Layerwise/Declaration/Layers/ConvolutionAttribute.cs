namespace Layerwise;

/// <summary>
/// A convolution, z = Σ over the window of x·W + b at each position of its output: the options that <see cref="Conv1DAttribute"/> and <see cref="Conv2DAttribute"/> have in
/// common. Weights are [kernel, channels / groups, filters], channels last; fan-in is kernel × channels / groups, fan-out kernel × filters / groups.
/// </summary>
public abstract class ConvolutionAttribute : LinearLayerAttribute
{
    private protected ConvolutionAttribute(int channels, int filters, Activation activation, Type? activationType, Init init)
        : base(activation, activationType, init)
    {
        Channels = channels;
        Filters = filters;
    }

    /// <summary>Numbers of each position that comes in.</summary>
    public int Channels { get; }

    /// <summary>Numbers of each position that it makes.</summary>
    public int Filters { get; }

    /// <summary>How far the window moves from one output to the next, along each axis: at least 1. Default 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>What the window finds behind the border. Default <see cref="Layerwise.Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }

    /// <summary>Zeros at both ends of each axis, as PyTorch's <c>padding=n</c>: at least 0, and only without a <see cref="Padding"/>. Default 0.</summary>
    public int ZeroPadding { get; set; }

    /// <summary>How far apart two neighbours of the window are in the input: at least 1. Default 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>
    /// Into how many parts channels and filters are cut, each filter seeing the channels of its own part: at least 1, a divisor of both. As many as channels make a depthwise
    /// convolution. Default 1.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>
    /// In how many groups of channels x·W + b of each sample is normalized over all its positions before the activation: a = φ(γ·(z − mean) / √(variance + ε) + β), γ and β
    /// those of the channel (Wu and He 2018). They are learned; samples don't depend on each other, and inference does the same as training. At least 0, a divisor of the
    /// filters, or of the channels with <see cref="LayerOrder.ActivateLinearAdd"/>; 1 normalizes the whole sample, as many as there are filters each of them by itself (instance
    /// normalization). Default 0: no such normalization; a layer has one at most.
    /// </summary>
    public int GroupNormalization { get; set; }
}
