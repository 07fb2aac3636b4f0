using Layerwise.Generator.Model;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>Where an activation has a slope of exactly 0, so that nothing comes back through it.</summary>
internal static class FlatEnds
{
    /// <summary>"below 0", "outside of -3 to 3"; null where the activation that the outputs of a layer come from is nowhere flat, or nothing is known of it.</summary>
    public static string? Of(LayerSpec layer)
    {
        if (layer.OutputTraits.Curve?.Invoke(layer.Slope) is not { } curve) return null;
        bool isFlatBelow = !double.IsInfinity(curve.FlatBelow);
        bool isFlatAbove = !double.IsInfinity(curve.FlatAbove);
        return (isFlatBelow, isFlatAbove) switch
        {
            (true, true) => $"outside of {NumberText.Rounded(curve.FlatBelow)} to {NumberText.Rounded(curve.FlatAbove)}",
            (true, false) => $"below {NumberText.Rounded(curve.FlatBelow)}",
            (false, true) => $"above {NumberText.Rounded(curve.FlatAbove)}",
            (false, false) => null,
        };
    }
}
