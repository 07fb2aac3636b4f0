using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise.Generator.Descriptions;

/// <summary>A layer's initializer with its number, for people: "HeNormal, σ = 0.177".</summary>
internal static class InitializerDescription
{
    public static string Of(LayerSpec layer)
    {
        string scale = NumberText.Rounded(layer.Distribution.Scale);
        return layer.Distribution.Shape switch
        {
            WeightShape.Normal => $"{layer.Init}, σ = {scale}",
            WeightShape.Uniform => $"{layer.Init}, ±{scale}",
            WeightShape.TruncatedNormal => $"{layer.Init}, σ = {scale} cut at ±{NumberText.Rounded(2 * layer.Distribution.Scale)}",
            WeightShape.Sparse => $"{layer.Init}, σ = {scale}, {Literal.Of(layer.ZerosPerUnit)} of {Literal.Of(layer.FanIn)} zero",
            WeightShape.Constant when layer.InitTraits.Reads == InitOptions.None => $"{layer.Init}",
            WeightShape.Constant => $"{layer.Init}, {scale}",
            _ => layer.Gain == 1 ? $"{layer.Init}" : $"{layer.Init}, gain {scale}",
        };
    }
}
