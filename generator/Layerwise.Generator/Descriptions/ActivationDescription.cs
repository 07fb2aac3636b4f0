using System.ComponentModel;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise.Generator.Descriptions;

/// <summary>What a layer does to its sums, for people: "batch normalization, LeakyRelu (slope 0.01), dropout 0.2".</summary>
internal static class ActivationDescription
{
    public static string Of(LayerSpec layer)
    {
        string slope = layer.Traits.Slope switch
        {
            SlopeRole.Negative => $" (slope {NumberText.Rounded(layer.Slope)})",
            SlopeRole.Learned => $" (learned slope, first {NumberText.Rounded(layer.Slope)})",
            SlopeRole.Alpha => $" (α = {NumberText.Rounded(layer.Slope)})",
            SlopeRole.None => "",
            var role => throw new InvalidEnumArgumentException(nameof(layer), (int)role, typeof(SlopeRole)),
        };
        string normalization = layer.BatchNormalization ? "batch normalization, " : "";
        string dropout = layer.Dropout > 0 ? $", dropout {NumberText.Rounded(layer.Dropout)}" : "";
        return $"{normalization}{layer.ActivationName}{slope}{dropout}";
    }
}
