using System.ComponentModel;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise.Generator.Descriptions;

/// <summary>What a layer does to its sums, for people: "batch normalization, LeakyRelu (slope 0.01), dropout 0.2, + inputs".</summary>
internal static class ActivationDescription
{
    public static string Of(LayerSpec layer)
    {
        string slope = layer.Traits.Slope switch
        {
            SlopeRole.Negative => $" (slope {NumberText.Rounded(layer.Slope)})",
            SlopeRole.Learned when layer.SlopePerUnit => $" (a learned slope for each unit, first {NumberText.Rounded(layer.Slope)})",
            SlopeRole.Learned => $" (learned slope, first {NumberText.Rounded(layer.Slope)})",
            SlopeRole.Alpha => $" (α = {NumberText.Rounded(layer.Slope)})",
            SlopeRole.None => "",
            var role => throw new InvalidEnumArgumentException(nameof(layer), (int)role, typeof(SlopeRole)),
        };
        string normalization = layer.BatchNormalization ? "batch normalization, "
            : layer.LayerNormalization ? "layer normalization, "
            : layer.RmsNormalization ? "RMS normalization, "
            : layer.NormalizedGroups > 0 ? $"normalization of {NumberText.Grouped(layer.NormalizedGroups)} group{(layer.NormalizedGroups == 1 ? "" : "s")}, "
            : "";
        string dropout = layer.Dropout > 0 ? $", dropout {NumberText.Rounded(layer.Dropout)}" : "";
        string activation = layer.ActivationName + slope;
        string projected = layer.ProjectedInputs > 0 ? "projected " : "";
        return layer.Order switch
        {
            LayerOrder.LinearActivateAdd => $"{normalization}{activation}{dropout}{Added(", ", "")}",
            LayerOrder.LinearAddActivate => $"{normalization}{Added("", ", ")}{activation}{dropout}",
            LayerOrder.ActivateLinearAdd => $"{normalization}{activation}, weights{dropout}{Added(", ", "")}",
            LayerOrder.LinearActivateNormalize => $"{activation}{$", {normalization}".TrimEnd(',', ' ')}{dropout}{Added(", ", "")}",
            LayerOrder.LinearActivateAddNormalize => $"{activation}{dropout}{Added(", ", "")}{$", {normalization}".TrimEnd(',', ' ')}",
            var order => throw new InvalidEnumArgumentException(nameof(layer), (int)order, typeof(LayerOrder)),
        };

        string Added(string before, string after) => layer.ResidualSpan switch
        {
            0 => "",
            1 => $"{before}+ {projected}inputs{after}",
            var span => $"{before}+ {projected}inputs of layer {NumberText.Grouped(layer.Number - span + 1)}{after}",
        };
    }
}
