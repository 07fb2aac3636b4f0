namespace Layerwise;

/// <summary>Makes the mean of each window and channel, [height, width, channels] → [height′, width′, channels].</summary>
/// <param name="size">Length of the window along both axes, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePool2DAttribute(int size) : PoolingAttribute(size);
