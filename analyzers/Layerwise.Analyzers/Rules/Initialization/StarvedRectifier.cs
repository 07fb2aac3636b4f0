using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>How the rules about a variance that is too small for a rectifier say it.</summary>
internal static class StarvedRectifier
{
    public const string Message = "{0}: {1} gives σ = {2}, but {3} passes {4} of the {5} power: expect ×{6} per layer. Use {7} (σ = {8}). {9}";

    /// <summary>What <see cref="Message"/> has placeholders for.</summary>
    public static object[] Describe(LayerSpec layer, LayerSpec suitable, string outlook)
    {
        bool isGradient = layer.Traits.LivesOnItsMean;
        LayerPrediction prediction = Predictions.Of(layer);
        double weights = layer.FanIn * layer.Distribution.Variance;
        double passed = isGradient ? prediction.DerivativePower : Square(prediction.SignalGain) / weights;
        return
        [
            layer.Init.Kind,
            Sigma(layer),
            layer.Activation,
            Math.Abs(passed - 0.5) < 0.001 ? "half" : NumberText.Rounded(100 * passed) + " %",
            isGradient ? "gradient's" : "signal's",
            NumberText.Rounded(weights * passed),
            suitable.Init.Kind,
            Sigma(suitable),
            outlook,
        ];
    }

    private static string Sigma(LayerSpec layer) => NumberText.Rounded(Math.Sqrt(layer.Distribution.Variance));

    private static double Square(double value) => value * value;
}
