using Layerwise.Text;

namespace Layerwise;

/// <summary>The numbers of reports as people read them, the same in every culture.</summary>
internal static class ReportText
{
    /// <summary>A name and four significant digits: "loss 0.03214".</summary>
    public static string Number(string name, double value) => $"{name} {NumberText.Rounded(value, digits: 4)}";

    /// <summary>A name and a share of one: "accuracy 98.9 %".</summary>
    public static string Percentage(string name, float share) => FormattableString.Invariant($"{name} {100.0 * share:F1} %");
}
