using System.ComponentModel;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise.Generator.Descriptions;

/// <summary>A layer's initializers with their numbers, for people: "HeNormal, σ = 0.177".</summary>
internal static class InitializerDescription
{
    public static string Of(LayerSpec layer) =>
        string.Join("; ", layer.Tensors.List().Where(tensor => layer.InitOf(tensor.Role) is not null).Select(tensor => Of(layer, tensor.Role)));

    private static string Of(LayerSpec layer, TensorRole role)
    {
        InitSpec init = layer.InitOf(role)!;
        WeightDistribution start = layer.StartOf(role);
        string scale = NumberText.Rounded(start.Scale);
        string subject = role switch { TensorRole.Biases => "biases ", TensorRole.Projection => "projection ", TensorRole.RecurrentWeights => "recurrent ", _ => "" };
        return subject + start.Shape switch
        {
            WeightShape.Normal => $"{init.Kind}, σ = {scale}",
            WeightShape.Uniform => $"{init.Kind}, ±{scale}",
            WeightShape.TruncatedNormal => $"{init.Kind}, σ = {scale} cut at ±{NumberText.Rounded(2 * start.Scale)}",
            WeightShape.Sparse => $"{init.Kind}, σ = {scale}, {Literal.Of(start.ZerosPerUnit)} of {Literal.Of(layer.FansOf(role).FanIn)} zero",
            WeightShape.Constant when init.Traits.Reads == InitOptions.None => $"{init.Kind}",
            WeightShape.Constant => $"{init.Kind}, {scale}",
            WeightShape.Orthogonal or WeightShape.Identity => init.Gain == 1 ? $"{init.Kind}" : $"{init.Kind}, gain {scale}",
            _ => throw new InvalidEnumArgumentException(nameof(role), (int)start.Shape, typeof(WeightShape)),
        };
    }
}
