namespace Layerwise;

/// <summary>What biases start with.</summary>
public enum BiasInit
{
    /// <summary>Every bias is <see cref="LinearLayerAttribute.BiasValue"/>; as in Keras.</summary>
    Constant,

    /// <summary>U[−a, a], a = √(1 / fanIn): what PyTorch's <c>nn.Linear</c> draws. Units that bend in different places from the start can fit a curve of one input.</summary>
    Uniform,
}
