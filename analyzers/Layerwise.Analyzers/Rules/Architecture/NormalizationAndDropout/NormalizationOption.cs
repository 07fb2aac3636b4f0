using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Rules.Architecture.NormalizationAndDropout;

/// <summary>Which option a normalization of samples was declared by.</summary>
internal static class NormalizationOption
{
    public static string Of(LayerSpec layer) => layer.LayerNormalization ? nameof(LayerAttribute.LayerNormalization)
        : layer.RmsNormalization ? nameof(LayerAttribute.RmsNormalization)
        : nameof(ConvolutionAttribute.GroupNormalization);
}
