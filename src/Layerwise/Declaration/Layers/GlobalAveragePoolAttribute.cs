namespace Layerwise;

/// <summary>Makes the mean of each channel over all positions, [length, channels] or [height, width, channels] → [channels].</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePoolAttribute : Attribute
{
    /// <summary>The output that this layer leads to and no other (<see cref="OutputAttribute"/>). Default null: all outputs share it.</summary>
    public string? Head { get; set; }
}
