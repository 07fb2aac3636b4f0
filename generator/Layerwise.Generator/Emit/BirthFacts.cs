using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Emit;

/// <summary>What a generated network says of a layer before the first step, so that the runtime can predict its signal and its gradient.</summary>
internal static class BirthFacts
{
    /// <summary>Initializers of the properties that differ from what they are by default.</summary>
    public static IEnumerable<string> Of(LayerSpec layer)
    {
        WeightDistribution weights = layer.Distribution;
        if (weights.Variance > 0) yield return $"WeightVariance = {Variance(weights.Variance)}";
        if (weights.Mean != 0) yield return $"WeightMean = {Literal.Of((float)weights.Mean)}";
        if (weights.Shape == WeightShape.Identity) yield return $"Diagonal = {Literal.Of((float)weights.Scale)}";
        if (layer.HasBias && layer.BiasValue != 0) yield return $"BiasValue = {Literal.Of(layer.BiasValue)}";
        if (layer.HasBias && layer.Design.BiasVariance > 0) yield return $"BiasVariance = {Variance(layer.Design.BiasVariance)}";
        if (layer.Traits.Slope != SlopeRole.None) yield return $"Slope = {Literal.Of(layer.Slope)}";
    }

    // Of weights that floats hold, but the square of their scale they don't: the largest float is as good, and a forecast asks for a finite one.
    private static string Variance(double variance) => Literal.Of((float)Math.Min(variance, float.MaxValue));
}
