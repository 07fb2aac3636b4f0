namespace Layerwise.Traits;

/// <summary>An initializer with its options, every default resolved.</summary>
/// <param name="Kind">Which it is; never Auto.</param>
internal sealed record InitSpec(Init Kind)
{
    // What an option is where it is not written.
    private static readonly LayerAttribute Defaults = new(fanIn: 1, fanOut: 1, Activation.Identity);

    /// <summary>Factor on the Xavier initializers, Orthogonal and Identity.</summary>
    public float Gain { get; init; } = Defaults.Gain;

    /// <summary>Scale of the initializers that are not derived from the layer's sizes.</summary>
    public float Scale { get; init; } = Defaults.InitScale;

    /// <summary>Scale of VarianceScaling.</summary>
    public float VarianceScale { get; init; } = Defaults.VarianceScale;

    /// <summary>What VarianceScaling divides by.</summary>
    public FanMode FanMode { get; init; } = Defaults.FanMode;

    /// <summary>What VarianceScaling draws from.</summary>
    public InitDistribution Distribution { get; init; } = Defaults.InitDistribution;

    /// <summary>Part of each unit's weights that Sparse leaves 0.</summary>
    public float Sparsity { get; init; } = Defaults.Sparsity;

    /// <summary>All that follows from which initializer it is.</summary>
    public InitTraits Traits => InitTraits.Of(Kind);

    /// <summary>What it means for a matrix.</summary>
    public WeightDistribution For(WeightFans fans) => Traits.Distribution(this, fans);
}
