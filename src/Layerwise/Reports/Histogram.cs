using System.Text;
using Layerwise.Text;

namespace Layerwise.Reports;

/// <summary>How often numbers occur, as SVG that takes its colours from the page.</summary>
internal static class Histogram
{
    private const int Bins = 30;
    private const int Width = 200;
    private const int Height = 90;
    private const int Bottom = 16;

    /// <param name="title">What the numbers are.</param>
    /// <param name="values">The numbers; those that are not finite are left out.</param>
    public static string Draw(string title, ReadOnlySpan<float> values)
    {
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        foreach (float value in values)
        {
            if (!float.IsFinite(value)) continue;
            low = MathF.Min(low, value);
            high = MathF.Max(high, value);
        }

        int[] counts = new int[Bins];
        foreach (float value in values)
        {
            if (float.IsFinite(value)) counts[high > low ? Math.Min(Bins - 1, (int)(Bins * (((double)value - low) / ((double)high - low)))) : Bins / 2]++;
        }

        int most = Math.Max(1, counts.Max());
        StringBuilder svg = new(Html.Of($"<figure><h3>{Html.Text(title)}</h3>\n<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Text(title)}\">\n"));
        for (int bin = 0; bin < Bins; bin++)
        {
            double x = (double)bin * Width / Bins;
            double width = ((double)Width / Bins) - 1;
            double height = (double)(Height - Bottom) * counts[bin] / most;
            svg.Append(Html.Of($"<rect class=\"bar\" x=\"{x:F1}\" y=\"{Height - Bottom - height:F1}\" width=\"{width:F1}\" height=\"{height:F1}\"/>"));
        }

        string least = low <= high ? NumberText.Rounded(low) : "–";
        string largest = low <= high ? NumberText.Rounded(high) : "–";
        svg.Append(Html.Of($"\n<text x=\"0\" y=\"{Height - 3}\">{least}</text>"));
        return svg.Append(Html.Of($"<text text-anchor=\"end\" x=\"{Width}\" y=\"{Height - 3}\">{largest}</text></svg></figure>\n")).ToString();
    }
}
