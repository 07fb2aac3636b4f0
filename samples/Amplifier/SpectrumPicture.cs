using System.Globalization;
using System.Text;

namespace Amplifier;

/// <summary>Three spectra as SVG, readable on light and dark pages.</summary>
internal static class SpectrumPicture
{
    private const int Width = 640;
    private const int Height = 340;
    private const int Left = 56;
    private const int Right = 20;
    private const int Top = 16;
    private const int Bottom = 48;
    private const int Loudest = 0;
    private const int Softest = -100;
    private const int DecibelsPerLine = 20;

    private static readonly double[] Labels = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];

    /// <summary>Draws them.</summary>
    /// <param name="dry">The strings.</param>
    /// <param name="circuit">What the circuit makes of them.</param>
    /// <param name="network">What the network makes of them.</param>
    public static string Draw(ReadOnlySpan<float> dry, ReadOnlySpan<float> circuit, ReadOnlySpan<float> network)
    {
        StringBuilder svg = new();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#888\">");
        Add(svg, $"<title>Spectra of plucked strings, and of what a circuit and a network make of them</title>");
        for (int decibels = Softest; decibels <= Loudest; decibels += DecibelsPerLine)
        {
            Add(svg, $"<path d=\"M{Left} {Y(decibels):F1}H{Width - Right}\" stroke=\"#8884\"/>");
            Add(svg, $"<text x=\"{Left - 8}\" y=\"{Y(decibels) + 4:F1}\" text-anchor=\"end\">{decibels}</text>");
        }

        foreach (double hertz in Labels)
        {
            string text = hertz < 1000 ? hertz.ToString(CultureInfo.InvariantCulture) : (hertz / 1000).ToString(CultureInfo.InvariantCulture) + "k";
            Add(svg, $"<text x=\"{X(hertz):F1}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{text}</text>");
        }

        Add(svg, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">hertz; decibels in a sixth of an octave</text>");
        AddCurve(svg, dry, "the strings", "#888", line: 0, "");
        AddCurve(svg, circuit, "the circuit", "#2e86de", line: 1, "");
        AddCurve(svg, network, "the network", "#e67e22", line: 2, " stroke-dasharray=\"4 4\"");
        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static void AddCurve(StringBuilder svg, ReadOnlySpan<float> sound, string name, string color, int line, string style)
    {
        IEnumerable<string> pairs = Spectrum.Frequencies.Zip(
            Spectrum.Of(sound), static (hertz, decibels) => string.Create(CultureInfo.InvariantCulture, $"{X(hertz):F1},{Y(decibels):F1}"));
        string points = string.Join(' ', pairs);
        Add(svg, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"{style}/>");
        Add(svg, $"<text x=\"{Left + 16}\" y=\"{Height - Bottom - 52 + (18 * line)}\" fill=\"{color}\">{name}</text>");
    }

    private static double X(double hertz) => Left + ((Width - Left - Right) * Math.Log2(hertz / Spectrum.Lowest) / Math.Log2(Labels[^1] / Spectrum.Lowest));

    private static double Y(double decibels) => Top + ((Height - Top - Bottom) * (Loudest - Math.Clamp(decibels, Softest, Loudest)) / (Loudest - Softest));

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
