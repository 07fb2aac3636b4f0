using Layerwise.Runtime;

namespace Layerwise.Reference;

/// <summary>What the pass of one layer depends on beside parameters and samples.</summary>
/// <param name="Layer">Its zero-based index.</param>
/// <param name="RunningStatistics">Its own, as long as <see cref="ReferenceLayer.FirstStatistics"/>.</param>
/// <param name="IsTraining">Whether batch normalization takes the statistics of the batch, and dropout drops.</param>
/// <param name="Masks">Which masks dropout draws.</param>
public sealed record LayerState(int Layer, double[] RunningStatistics, bool IsTraining, DropoutMasks Masks)
{
    /// <summary>What its residual connection brings, [rows][outputs]; null where it has none.</summary>
    public double[][]? Around { get; init; }
}
