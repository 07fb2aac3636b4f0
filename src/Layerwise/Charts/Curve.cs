using System.Globalization;
using System.Text;

namespace Layerwise.Charts;

/// <summary>The points of a line, as SVG has them.</summary>
internal static class Curve
{
    /// <summary>The path through all points whose ordinate is a number; the others leave gaps.</summary>
    public static string Path(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        bool isDrawing = false;
        foreach ((double x, double y) in points)
        {
            if (!double.IsNaN(y)) path.Append(((FormattableString)$"{(isDrawing ? 'L' : 'M')}{x:F1} {y:F1}").ToString(CultureInfo.InvariantCulture));
            isDrawing = !double.IsNaN(y);
        }

        return path.ToString();
    }
}
