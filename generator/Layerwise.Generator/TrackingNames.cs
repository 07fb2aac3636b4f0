namespace Layerwise.Generator;

/// <summary>Names of the pipeline's steps, by which tests see what an edit re-runs.</summary>
internal static class TrackingNames
{
    public const string Parsed = nameof(Parsed);
    public const string Networks = nameof(Networks);
    public const string WeightFiles = nameof(WeightFiles);
    public const string FrozenNetworks = nameof(FrozenNetworks);
}
