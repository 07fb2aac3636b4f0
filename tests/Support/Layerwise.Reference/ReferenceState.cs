using Layerwise.Runtime;

namespace Layerwise.Reference;

/// <summary>What a pass depends on beside parameters and samples.</summary>
public sealed record ReferenceState
{
    /// <summary>Whether batch normalization takes the statistics of the batch, and dropout drops.</summary>
    public bool IsTraining { get; init; }

    /// <summary>
    /// Layer after layer with batch normalization: running means [fanOut], running variances [fanOut]. Empty means zeros and ones.
    /// </summary>
    public double[] RunningStatistics { get; init; } = [];

    /// <summary>Which masks dropout draws.</summary>
    public DropoutMasks Masks { get; init; }
}
