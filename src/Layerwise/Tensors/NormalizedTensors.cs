namespace Layerwise.Tensors;

/// <summary>The tensors that a normalization brings.</summary>
/// <param name="Width">How many numbers it normalizes, each with a γ; 0 for no normalization.</param>
/// <param name="HasShift">Whether each has a β too.</param>
/// <param name="HasStatistics">Whether each has a running mean and a running variance.</param>
internal readonly record struct NormalizedTensors(int Width, bool HasShift, bool HasStatistics)
{
    /// <summary>Those of a layer with batch normalization, or without any.</summary>
    /// <param name="isOfBatch">Whether it has it.</param>
    /// <param name="width">How many numbers it would normalize.</param>
    public static NormalizedTensors Of(bool isOfBatch, int width) => isOfBatch ? new(width, HasShift: true, HasStatistics: true) : default;
}
