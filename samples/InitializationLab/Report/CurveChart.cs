using System.Globalization;
using System.Text;

namespace InitializationLab.Report;

/// <summary>Draws <see cref="Curves"/> as SVG that takes its colours from the page.</summary>
internal static class CurveChart
{
    private const int Width = 620;
    private const int Height = 340;
    private const int Left = 72;
    private const int Right = 16;
    private const int Top = 14;
    private const int Bottom = 48;

    // Markers on every point of a long line would be a stripe.
    private const int MostMarkers = 40;

    public static string Draw(Curves curves)
    {
        IEnumerable<(double X, double Y)> points = curves.Lines.SelectMany(static line => line.Points);
        Axis x = Axis.Of(
            points.Select(static point => point.X), curves.HasLogX, (points.Min(static point => point.X), points.Max(static point => point.X)));
        Axis y = Axis.Of(points.Select(static point => point.Y), curves.HasLogY, curves.YRange);
        var svg = new StringBuilder();
        Append(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Escape(curves.Title)}\">\n");
        DrawAxes(svg, curves, x, y);
        if (curves.Level is { } level) DrawLevel(svg, y, level);
        foreach (Series line in curves.Lines) DrawLine(svg, x, y, line);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>A short piece of a measured line, for the legend.</summary>
    public static string Swatch(int colour)
    {
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"34\" height=\"12\" aria-hidden=\"true\">");
        Append(svg, $"<path class=\"line c{colour}\" d=\"M1 6L33 6\"/>");
        DrawMarker(svg, colour, 17, 6);
        return svg.Append("</svg>").ToString();
    }

    private static void DrawAxes(StringBuilder svg, Curves curves, Axis x, Axis y)
    {
        foreach ((double value, string label) in y.Ticks)
        {
            double height = Y(y, value);
            Append(svg, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{height:F1}\" y2=\"{height:F1}\"/>");
            Append(svg, $"<text text-anchor=\"end\" x=\"{Left - 7}\" y=\"{height + 4:F1}\">{label}</text>\n");
        }

        foreach ((double value, string label) in x.Ticks)
        {
            Append(svg, $"<line class=\"grid\" x1=\"{X(x, value):F1}\" x2=\"{X(x, value):F1}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/>");
            Append(svg, $"<text text-anchor=\"middle\" x=\"{X(x, value):F1}\" y=\"{Height - Bottom + 18}\">{label}</text>\n");
        }

        Append(svg, $"<text class=\"name\" text-anchor=\"middle\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\">{Html.Escape(curves.XLabel)}</text>\n");
        Append(svg, $"<text class=\"name\" text-anchor=\"middle\" transform=\"translate(15 {(Top + Height - Bottom) / 2}) rotate(-90)\">{Html.Escape(curves.YLabel)}</text>\n");
    }

    private static void DrawLevel(StringBuilder svg, Axis y, (double Y, string Name) level)
    {
        double height = Y(y, level.Y);
        Append(svg, $"<line class=\"level\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{height:F1}\" y2=\"{height:F1}\"/>");
        Append(svg, $"<text class=\"name\" x=\"{Left + 6}\" y=\"{height - 5:F1}\">{Html.Escape(level.Name)}</text>\n");
    }

    private static void DrawLine(StringBuilder svg, Axis x, Axis y, Series line)
    {
        var path = new StringBuilder();
        var markers = new StringBuilder();
        bool isDrawing = false;
        int stride = 1 + (line.Points.Count / MostMarkers);
        for (int i = 0; i < line.Points.Count; i++)
        {
            (double px, double py) = line.Points[i];
            if (!x.Shows(px) || !y.Shows(py))
            {
                isDrawing = false;
                continue;
            }

            Append(path, $"{(isDrawing ? 'L' : 'M')}{X(x, px):F1} {Y(y, py):F1}");
            if (!line.IsPrediction && i % stride == 0) DrawMarker(markers, line.Colour, X(x, px), Y(y, py));
            isDrawing = true;
        }

        string kind = line.IsPrediction ? "line predicted" : "line";
        if (path.Length > 0) Append(svg, $"<path class=\"{kind} c{line.Colour}\" d=\"{path}\"/>\n");
        svg.Append(markers).Append('\n');
    }

    // Shapes tell the lines apart where colours can't.
    private static void DrawMarker(StringBuilder svg, int colour, double x, double y)
    {
        switch (colour % 4)
        {
            case 0: Append(svg, $"<circle class=\"c{colour}\" cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"3.2\"/>"); break;
            case 1: Append(svg, $"<rect class=\"c{colour}\" x=\"{x - 3:F1}\" y=\"{y - 3:F1}\" width=\"6\" height=\"6\"/>"); break;
            case 2: Append(svg, $"<path class=\"c{colour}\" d=\"M{x:F1} {y - 4:F1}l4 7h-8z\"/>"); break;
            default: Append(svg, $"<path class=\"c{colour}\" d=\"M{x:F1} {y - 4.2:F1}l4.2 4.2l-4.2 4.2l-4.2 -4.2z\"/>"); break;
        }
    }

    private static double X(Axis axis, double value) => Left + ((Width - Left - Right) * axis.Position(value));

    private static double Y(Axis axis, double value) => Top + ((Height - Top - Bottom) * (1 - axis.Position(value)));

    private static void Append(StringBuilder text, FormattableString value) => text.Append(value.ToString(CultureInfo.InvariantCulture));
}
