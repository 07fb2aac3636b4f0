using System.Text;
using Layerwise.Generator.Descriptions;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Emit;

/// <summary>The doc comment of the generated class: a table of its layers, which the IDE shows over the class's name.</summary>
internal static class Documentation
{
    public static string Of(NetworkSpec network)
    {
        var text = new StringBuilder();
        text.Append("/// <remarks>\n");
        text.Append($"/// <para>{Literal.Grouped(network.ParameterCount)} parameters, trained for {Describe(network.Loss)}.</para>\n");
        NetworkPrediction prediction = network.Predict();
        text.Append($"/// <para>{Describe(prediction)}</para>\n");
        text.Append("/// <list type=\"table\">\n");
        text.Append("/// <listheader><term>Layer</term><description>Shape, activation, initializer, parameters, gains of signal and gradient</description></listheader>\n");
        foreach (LayerSpec layer in network.Layers)
        {
            text.Append($"/// <item><term>{Literal.Of(layer.Number)}</term><description>{Describe(layer)}, {Describe(prediction.Layers[layer.Index])}</description></item>\n");
        }

        text.Append("/// </list>\n");
        text.Append("/// </remarks>");
        return text.ToString();
    }

    private static string Describe(LossSpec loss) => loss switch
    {
        { Traits.Reads: LossOptions.Delta } => $"{loss.Kind} (δ = {Literal.Rounded(loss.Delta)})",
        { Traits.Reads: LossOptions.Beta } => $"{loss.Kind} (β = {Literal.Rounded(loss.Beta)})",
        { IsWeightedCrossEntropy: true } =>
            $"CrossEntropy (label smoothing {Literal.Rounded(loss.LabelSmoothing)}{(loss.ClassWeights.Count > 0 ? ", class weights" : "")})",
        _ => loss.Kind.ToString(),
    };

    private static string Describe(NetworkPrediction prediction)
    {
        string inputs = $"Predicted before the first step, for inputs of mean square {Literal.Rounded(prediction.InputPower)}";
        return prediction.IsKnown
            ? $"{inputs}: signal ×{Literal.Rounded(prediction.SignalGain)} from inputs to outputs, gradient ×{Literal.Rounded(prediction.GradientGain)} back."
            : $"{inputs}, as far as the activations are known.";
    }

    // Unknown, where the signal gets here through an activation of the user's own.
    private static string Describe(LayerPrediction layer)
    {
        string signal = double.IsNaN(layer.SignalGain) ? "unknown" : $"×{Literal.Rounded(layer.SignalGain)}";
        string gradient = double.IsNaN(layer.GradientGain) ? "unknown" : $"×{Literal.Rounded(layer.GradientGain)}";
        return $"signal {signal}, gradient {gradient}";
    }

    private static string Describe(LayerSpec layer)
    {
        string slope = layer.Traits.Slope switch
        {
            SlopeRole.Negative => $" (slope {Literal.Rounded(layer.Slope)})",
            SlopeRole.Learned => $" (learned slope, first {Literal.Rounded(layer.Slope)})",
            SlopeRole.Alpha => $" (α = {Literal.Rounded(layer.Slope)})",
            _ => "",
        };
        string bias = layer.HasBias ? "" : ", no bias";
        string normalization = layer.BatchNormalization ? "batch normalization, " : "";
        string dropout = layer.Dropout > 0 ? $", dropout {Literal.Rounded(layer.Dropout)}" : "";
        return $"{Literal.Of(layer.FanIn)} → {Literal.Of(layer.FanOut)}, {normalization}{layer.ActivationName}{slope}{dropout}, {InitializerDescription.Of(layer)}{bias}, {Literal.Grouped(layer.ParameterCount)} parameters";
    }
}
