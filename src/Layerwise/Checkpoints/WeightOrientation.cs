namespace Layerwise;

/// <summary>Which way round the weights of a layer stand in a file.</summary>
public enum WeightOrientation
{
    /// <summary>[fanIn, fanOut], as in this library and in Keras.</summary>
    InOut,

    /// <summary>[fanOut, fanIn], as in PyTorch's <c>nn.Linear</c>.</summary>
    OutIn,
}
