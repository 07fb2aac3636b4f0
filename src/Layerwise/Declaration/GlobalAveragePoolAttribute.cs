namespace Layerwise;

/// <summary>Makes the mean of each channel over all positions, [length, channels] or [height, width, channels] → [channels].</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePoolAttribute : Attribute;
