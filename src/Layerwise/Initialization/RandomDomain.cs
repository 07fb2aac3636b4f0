namespace Layerwise.Runtime;

/// <summary>What random numbers are drawn for. Different domains never share a number, whatever the seed.</summary>
public static class RandomDomain
{
    /// <summary>Initial weights; the stream is the layer.</summary>
    public const uint Weights = 0;

    /// <summary>The order of samples in training.</summary>
    public const uint Shuffling = 1;
}
