using Layerwise.Text;

namespace Layerwise;

/// <summary>The numbers of reports as people read them, the same in every culture.</summary>
internal static class ReportText
{
    /// <summary>A name and four significant digits: "loss 0.03214".</summary>
    public static string Number(string name, double value) => $"{name} {NumberText.Rounded(value, digits: 4)}";

    /// <summary>"layer 2 (32 → 10, Softmax)".</summary>
    /// <param name="layer">Zero-based index of the layer.</param>
    /// <param name="info">The layer.</param>
    public static string Layer(int layer, LayerInfo info) => FormattableString.Invariant($"layer {layer + 1} ({info.InputSize} → {info.OutputSize}, {info.ActivationName})");

    /// <summary>A name and a share of one: "accuracy 98.9 %".</summary>
    public static string Percentage(string name, float share) => FormattableString.Invariant($"{name} {100.0 * share:F1} %");
}
