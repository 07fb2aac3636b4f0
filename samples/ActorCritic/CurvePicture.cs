using System.Globalization;
using System.Text;

namespace ActorCritic;

/// <summary>The learning curve as SVG, readable on light and dark pages.</summary>
internal static class CurvePicture
{
    private const int Width = 640;
    private const int Height = 320;
    private const int Left = 56;
    private const int Right = 20;
    private const int Top = 16;
    private const int Bottom = 48;
    private const int ReturnsPerLine = 100;
    private const int StepsPerLabel = 25_000;

    public static string Draw(IReadOnlyList<CurvePoint> curve, Settings settings)
    {
        int steps = ((curve[^1].Steps / StepsPerLabel) + 1) * StepsPerLabel;
        double X(int value) => Left + ((Width - Left - Right) * (double)value / steps);
        double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * value / CartPole.MostSteps);

        StringBuilder svg = new();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#888\">");
        Add(svg, $"<title>Mean return of the last 100 episodes: {curve[^1].MeanReturn:F0} after {curve[^1].Steps} steps</title>");
        for (int value = 0; value <= CartPole.MostSteps; value += ReturnsPerLine)
        {
            Add(svg, $"<path d=\"M{Left} {Y(value):F1}H{Width - Right}\" stroke=\"#8884\"/><text x=\"{Left - 8}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{value}</text>");
        }

        for (int value = 0; value <= steps; value += StepsPerLabel)
        {
            Add(svg, $"<text x=\"{X(value):F1}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{value:N0}</text>");
        }

        Add(svg, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">steps of all carts (seed {settings.Seed})</text>");
        Add(svg, $"<path d=\"M{Left} {Y(settings.WantedReturn):F1}H{Width - Right}\" stroke=\"#e67e22\" stroke-dasharray=\"5 4\"/>");
        Add(svg, $"<text x=\"{Left + 8}\" y=\"{Y(settings.WantedReturn) + 16:F1}\" fill=\"#e67e22\">solved: {settings.WantedReturn}</text>");
        string points = string.Join(' ', curve.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Steps):F1},{Y(point.MeanReturn):F1}")));
        Add(svg, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"#2e86de\" stroke-width=\"2\"/>");
        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
