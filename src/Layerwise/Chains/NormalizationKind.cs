namespace Layerwise.Chains;

/// <summary>What a normalization normalizes by.</summary>
internal enum NormalizationKind
{
    /// <summary>Means and variances that training has estimated.</summary>
    Batch,

    /// <summary>Mean and variance of each sample.</summary>
    Layer,

    /// <summary>The root mean square of each sample.</summary>
    RootMeanSquare,

    /// <summary>Mean and variance of each group of channels over the positions of a sample.</summary>
    Group,
}
