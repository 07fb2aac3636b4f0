namespace Layerwise;

/// <summary>Makes the mean of each window and channel, [length, channels] → [length′, channels].</summary>
/// <param name="size">Length of the window, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePool1DAttribute(int size) : PoolingAttribute(size);
