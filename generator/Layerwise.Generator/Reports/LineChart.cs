using System.Globalization;
using System.Text;
using Layerwise.Charts;

namespace Layerwise.Generator.Reports;

/// <summary>Lines over the layers of a network on a logarithmic scale, as SVG that takes its colours from the page.</summary>
/// <param name="Label">What is shown, for those who can't see it.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record LineChart(string Label, int Width, int Height)
{
    private const int Left = 52;
    private const int Right = 12;
    private const int Top = 12;
    private const int MostLabels = 12;
    private const int MostMarkers = 100;

    /// <summary>What the abscissa is; empty for a small chart without words.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>What the ordinate is; empty for a small chart without words.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>Levels to mark with a dotted line, where they are in sight.</summary>
    public IReadOnlyList<double> Levels { get; init; } = [];

    private int Bottom => XLabel.Length > 0 ? 42 : 24;

    private int Start => Left + (YLabel.Length > 0 ? 18 : 0);

    private double PlotWidth => Width - Start - Right;

    private double PlotHeight => Height - Top - Bottom;

    public string Draw(IReadOnlyList<ChartLine> lines)
    {
        // At least the two decades around 1, which is what signal and gradient should keep.
        var axis = Axis.Decades(lines.SelectMany(static line => line.Values).Concat([0.1, 10]));
        int last = Math.Max(1, lines.Max(static line => line.Values.Count) - 1);
        var svg = new StringBuilder();
        Append(svg, $"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{Label}\">\n");
        foreach ((double decade, string label) in axis.Ticks)
        {
            double y = Y(axis.PositionOfTick(decade));
            Append(svg, $"<line class=\"{(decade == 0 ? "unit" : "grid")}\" x1=\"{Start}\" x2=\"{Width - Right}\" y1=\"{y:F1}\" y2=\"{y:F1}\"/>\n");
            Append(svg, $"<text class=\"tick\" text-anchor=\"end\" x=\"{Start - 6}\" y=\"{y + 4:F1}\">{label}</text>\n");
        }

        foreach (double level in Levels.Where(level => axis.Position(level) is >= 0 and <= 1))
        {
            Append(svg, $"<line class=\"level\" x1=\"{Start}\" x2=\"{Width - Right}\" y1=\"{Y(axis.Position(level)):F1}\" y2=\"{Y(axis.Position(level)):F1}\"/>\n");
        }

        int step = 1 + (last / MostLabels);
        for (int i = 0; i <= last; i += step)
        {
            Append(svg, $"<text class=\"tick\" text-anchor=\"middle\" x=\"{X(i, last):F1}\" y=\"{Top + PlotHeight + 17:F1}\">{i}</text>\n");
        }

        if (XLabel.Length > 0) Append(svg, $"<text class=\"name\" text-anchor=\"middle\" x=\"{Start + (PlotWidth / 2):F1}\" y=\"{Height - 6}\">{XLabel}</text>\n");
        if (YLabel.Length > 0)
        {
            double middle = Top + (PlotHeight / 2);
            Append(svg, $"<text class=\"name\" text-anchor=\"middle\" transform=\"translate(13 {middle:F1}) rotate(-90)\">{YLabel}</text>\n");
        }

        foreach (ChartLine line in lines) DrawLine(svg, axis, line, last);
        return svg.Append("</svg>").ToString();
    }

    private void DrawLine(StringBuilder svg, Axis axis, ChartLine line, int last)
    {
        (double X, double Y)[] points = [.. line.Values.Select((value, i) => (X(i, last), Y(axis.Position(value))))];
        var markers = new StringBuilder();

        // Of many points some are enough to tell the lines apart.
        int each = 1 + (points.Length / MostMarkers);
        foreach ((double x, double y) in points.Where((point, i) => i % each == 0 && !double.IsNaN(point.Y)))
        {
            Append(markers, line.Style == "first"
                ? (FormattableString)$"<circle class=\"first\" cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"3\"/>"
                : $"<rect class=\"{line.Style}\" x=\"{x - 3:F1}\" y=\"{y - 3:F1}\" width=\"6\" height=\"6\"/>");
        }

        Append(svg, $"<path class=\"line {line.Style}\" d=\"{Curve.Path(points)}\"/>\n");
        svg.Append(markers).Append('\n');
    }

    private double X(int index, int last) => Start + (PlotWidth * index / last);

    private double Y(double position) => Top + (PlotHeight * (1 - position));

    private static void Append(StringBuilder text, FormattableString value) => text.Append(value.ToString(CultureInfo.InvariantCulture));
}
