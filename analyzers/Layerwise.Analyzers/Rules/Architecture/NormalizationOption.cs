using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>Which option a normalization of rows was declared by.</summary>
internal static class NormalizationOption
{
    public static string Of(LayerSpec layer) => layer.LayerNormalization ? nameof(LayerAttribute.LayerNormalization) : nameof(LayerAttribute.RmsNormalization);
}
