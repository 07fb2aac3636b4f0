namespace Layerwise;

/// <summary>Which way round the weights of a layer stand in a file.</summary>
public enum WeightOrientation
{
    /// <summary>[fanIn, fanOut], of a convolution [kernel height, kernel width, channels / groups, filters], as in this library and in Keras.</summary>
    InOut,

    /// <summary>
    /// [fanOut, fanIn], of a convolution [filters, channels / groups, kernel height, kernel width], as in PyTorch's <c>nn.Linear</c> and <c>nn.Conv2d</c>. A dense layer that takes
    /// positions counts its inputs as PyTorch's <c>nn.Flatten</c> does, channel by channel.
    /// </summary>
    OutIn,
}
