namespace Layerwise.Runtime;

/// <summary>
/// What random numbers are drawn for: the last word of Philox's counter. So different purposes never share a number,
/// whatever the seed.
/// </summary>
public static class RandomDomain
{
    /// <summary>Initial weights; the stream is the layer.</summary>
    public const uint Weights = 0;

    /// <summary>The order of samples in training.</summary>
    public const uint Shuffling = 1;

    /// <summary>Which outputs training drops. The layer stands in the higher bytes of the same word; pass and shard are the other two.</summary>
    public const uint Dropout = 2;

    /// <summary>Which weights are 0 in a sparse layer; the stream is the layer.</summary>
    public const uint Sparsity = 3;

    /// <summary>The order in which the values of an input are dealt out to ask how much it matters; the stream is the repetition.</summary>
    public const uint Permutation = 4;

    /// <summary>Directions in which a gradient is checked; the stream is the layer.</summary>
    public const uint Checking = 5;

    /// <summary>How a sample is changed before a step learns from it.</summary>
    public const uint Augmentation = 6;
}
