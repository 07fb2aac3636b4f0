namespace Layerwise.Tensors;

/// <summary>The tensors that a normalization brings.</summary>
/// <param name="Width">How many numbers it normalizes, each with a γ; 0 for no normalization.</param>
/// <param name="HasShift">Whether each has a β too.</param>
/// <param name="HasStatistics">Whether each has a running mean and a running variance.</param>
internal readonly record struct NormalizedTensors(int Width, bool HasShift, bool HasStatistics)
{
    /// <summary>Those of a layer by which normalization it has; it has one at most.</summary>
    /// <param name="isOfBatch">Whether it has batch normalization.</param>
    /// <param name="isOfLayer">Whether it has layer normalization.</param>
    /// <param name="isOfPower">Whether it has root mean square normalization.</param>
    /// <param name="width">How many numbers it would normalize.</param>
    public static NormalizedTensors Of(bool isOfBatch, bool isOfLayer, bool isOfPower, int width) =>
        isOfBatch || isOfLayer || isOfPower ? new(width, HasShift: !isOfPower, HasStatistics: isOfBatch) : default;
}
