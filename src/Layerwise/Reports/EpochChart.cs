using System.Text;
using Layerwise.Charts;

namespace Layerwise.Reports;

/// <summary>Lines over epochs or steps, as SVG that takes its colours from the page.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="IsLogarithmic">Whether the vertical axis counts in decades.</param>
internal sealed record EpochChart(string Title, bool IsLogarithmic)
{
    private const int Width = 420;
    private const int Height = 230;
    private const int Left = 46;
    private const int Right = 10;
    private const int Top = 8;
    private const int Bottom = 24;
    private const int MostLabels = 8;
    private const int MostNames = 12;

    /// <param name="epochs">The numbers of the epochs, or of the steps.</param>
    /// <param name="lines">At least one, with a value for each of them.</param>
    public string Draw(IReadOnlyList<int> epochs, IReadOnlyList<PlottedLine> lines)
    {
        IEnumerable<double> values = lines.SelectMany(static line => line.Values);
        Axis axis = IsLogarithmic ? Axis.Decades(values) : Axis.Linear(values);
        StringBuilder svg = new(Html.Of($"<figure><h3>{Html.Text(Title)}</h3>\n<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Text(Title)}\">\n"));
        foreach ((double place, string label) in axis.Ticks)
        {
            double y = Y(axis.PositionOfTick(place));
            svg.Append(Html.Of($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:F1}\" y2=\"{y:F1}\"/>"));
            svg.Append(Html.Of($"<text text-anchor=\"end\" x=\"{Left - 5}\" y=\"{y + 4:F1}\">{label}</text>\n"));
        }

        int step = 1 + ((epochs.Count - 1) / MostLabels);
        for (int i = 0; i < epochs.Count; i += step) svg.Append(Html.Of($"<text text-anchor=\"middle\" x=\"{X(i, epochs.Count):F1}\" y=\"{Height - 8}\">{epochs[i]}</text>\n"));
        foreach (PlottedLine line in lines) svg.Append(Path(axis, line));
        return svg.Append("</svg>\n").Append(Legend(lines)).Append("</figure>\n").ToString();
    }

    private static string Path(Axis axis, PlottedLine line)
    {
        string path = Curve.Path(line.Values.Select((value, i) => (X(i, line.Values.Count), Y(axis.Position(value)))));

        // A dot where there is but one epoch.
        if (line.Values.Count == 1) path += "h0.01";
        return Html.Of($"<path class=\"line\" stroke-linecap=\"round\" style=\"stroke:{Colour(line)}\" d=\"{path}\"/>\n");
    }

    private static string Legend(IReadOnlyList<PlottedLine> lines)
    {
        if (lines.Count == 1) return "";
        IEnumerable<PlottedLine> named = lines.Count <= MostNames ? lines : [lines[0], lines[^1]];
        string names = string.Concat(named.Select(static line => $"<span><i style=\"background:{Colour(line)}\"></i>{Html.Text(line.Name)}</span>"));
        return $"<p class=\"legend\">{names}</p>\n";
    }

    private static string Colour(PlottedLine line) => Html.Of($"hsl({line.Hue:F0} 80% var(--light))");

    private static double X(int index, int count) => Left + ((Width - Left - Right) * (count == 1 ? 0.5 : (double)index / (count - 1)));

    private static double Y(double position) => Top + ((Height - Top - Bottom) * (1 - position));
}
