using Layerwise.Traits;

namespace Layerwise.Generator.Model;

/// <summary>An activation with all that code for it contains: equal ones share their kernels.</summary>
/// <param name="Kind">Which it is.</param>
/// <param name="Slope">Its slope where that is a constant, otherwise 0.</param>
/// <param name="Custom">The user's own, where the kind is Custom.</param>
internal sealed record ActivationSpec(Activation Kind, float Slope, CustomActivation? Custom)
{
    public static ActivationSpec Identity { get; } = new(Activation.Identity, 0, null);

    /// <summary>Whether each unit has a slope of its own, which makes it a pass over rows.</summary>
    public bool HasSlopePerUnit { get; init; }

    public ActivationTraits Traits => ActivationTraits.Of(Kind);

    /// <summary>What comments call it.</summary>
    public string Name => Custom?.Name ?? Kind.ToString();
}
