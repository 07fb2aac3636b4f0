using System.Globalization;
using System.Text;

namespace InitializationLab.Report;

/// <summary>Draws <see cref="Histograms"/> as one SVG: a row for each way to draw the weights, a column for each layer.</summary>
internal static class HistogramChart
{
    private const int Bins = 30;
    private const int CellWidth = 180;
    private const int CellHeight = 96;
    private const int Gap = 14;
    private const int RowHead = 24;
    private const int AxisHeight = 18;

    public static string Draw(Histograms histograms)
    {
        int columns = histograms.Rows.Max(static row => row.Layers.Count);
        int rowHeight = RowHead + CellHeight + AxisHeight + Gap;
        int width = columns * (CellWidth + Gap);
        int height = histograms.Rows.Count * rowHeight;
        var svg = new StringBuilder();
        Append(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Html.Escape(histograms.Title)}\">\n");
        for (int row = 0; row < histograms.Rows.Count; row++)
        {
            (string name, IReadOnlyList<float[]> layers) = histograms.Rows[row];
            int top = (row * rowHeight) + RowHead;
            Append(svg, $"<text class=\"name\" x=\"0\" y=\"{top - 8}\">{Html.Escape(name)}</text>\n");
            for (int column = 0; column < layers.Count; column++)
            {
                DrawCell(svg, layers[column], histograms, row, column * (CellWidth + Gap), top);
            }
        }

        return svg.Append("</svg>").ToString();
    }

    private static void DrawCell(StringBuilder svg, float[] values, Histograms histograms, int row, int left, int top)
    {
        double[] shares = Shares(values, histograms.Low, histograms.High);
        double tallest = Math.Max(shares.Max(), 1e-9);
        double bar = (double)CellWidth / Bins;
        Append(svg, $"<rect class=\"back\" x=\"{left}\" y=\"{top}\" width=\"{CellWidth}\" height=\"{CellHeight}\"/>");
        var path = new StringBuilder();
        for (int bin = 0; bin < Bins; bin++)
        {
            double barHeight = CellHeight * shares[bin] / tallest;
            Append(path, $"M{left + (bin * bar):F1} {top + CellHeight}v{-barHeight:F1}h{bar:F1}v{barHeight:F1}z");
        }

        Append(svg, $"<path class=\"c{row} bars\" d=\"{path}\"/>\n");
        Append(svg, $"<text x=\"{left}\" y=\"{top + CellHeight + 14}\">{Format.Number(histograms.Low)}</text>");
        Append(svg, $"<text text-anchor=\"end\" x=\"{left + CellWidth}\" y=\"{top + CellHeight + 14}\">{Format.Number(histograms.High)}</text>\n");
    }

    private static double[] Shares(float[] values, double low, double high)
    {
        double[] counts = new double[Bins];
        foreach (float value in values)
        {
            int bin = (int)Math.Clamp((value - low) / (high - low) * Bins, 0, Bins - 1);
            counts[bin] += 1.0 / values.Length;
        }

        return counts;
    }

    private static void Append(StringBuilder text, FormattableString value) => text.Append(value.ToString(CultureInfo.InvariantCulture));
}
