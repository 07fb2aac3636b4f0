using Layerwise.Traits;

namespace Layerwise.Chains;

/// <summary>The last product that leads to a place, and what is done to each of its numbers behind it.</summary>
/// <param name="Source">What the product reads.</param>
/// <param name="Product">The product.</param>
/// <param name="Before">What scales and shifts before the activation.</param>
/// <param name="Activation">The activation; null for none.</param>
/// <param name="After">What scales and shifts behind it.</param>
internal sealed record ChainBranch(int Source, ProductStep Product, UnitScales Before, ActivateStep? Activation, UnitScales After)
{
    /// <summary>The one that leads to a place; null where something else is on the way, or an activation that depends on all numbers.</summary>
    public static ChainBranch? To(ChainBuilder builder, int place)
    {
        UnitScales scales = UnitScales.None;
        UnitScales after = UnitScales.None;
        ActivateStep? activation = null;
        for (int at = place; ; at = builder.Before(at))
        {
            switch (builder.StepTo(at))
            {
                case ProductStep { Window: null } product:
                    return new ChainBranch(builder.Before(at), product, scales, activation, after);
                case ScaleStep scale:
                    scales = scales.After(scale.Scales);
                    break;
                case NormalizeStep { Normalization: { Kind: NormalizationKind.Batch } batch }:
                    scales = scales.After(batch.Scales());
                    break;
                case ActivateStep { Together: { } both } when activation is null:
                    (activation, after, scales) = (both, scales, UnitScales.None);
                    at = builder.Before(at);
                    break;
                case ActivateStep step when !ActivationTraits.Of(step.Activation).IsRowwise && activation is null:
                    (activation, after, scales) = (step, scales, UnitScales.None);
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Whether both have the same activation, slopes of units apart.</summary>
    public bool ActivatesLike(ChainBranch other) => Activation?.Activation == other.Activation?.Activation
        && (Activation is null || ActivationTraits.Of(Activation.Activation).HasLearnedSlope || Activation.Slope == other.Activation!.Slope);

    /// <summary>The slope of each unit.</summary>
    public IEnumerable<float> Slopes()
    {
        float[] slopes = Activation!.Slopes.Length > 0 ? Activation.Slopes : [Activation.Slope];
        return Enumerable.Range(0, Product.FanOut).Select(unit => slopes[unit % slopes.Length]);
    }
}
