namespace Layerwise.Traits;

/// <summary>What a loss takes for a target.</summary>
internal enum TargetKind
{
    /// <summary>Any number.</summary>
    Number,

    /// <summary>A share in [0, 1], of each output by itself.</summary>
    Share,

    /// <summary>The probabilities of a sample's classes: at least 0, adding up to 1. The largest one says which class is right.</summary>
    Distribution,

    /// <summary>−1 or 1.</summary>
    Sign,
}
