using System.Text;
using Spectre.Console;

namespace Digits.Report;

/// <summary>Draws a few of the digits that the network got wrong: it is often easy to see why.</summary>
internal static class MisreadDigits
{
    // As many as fit side by side into 80 columns.
    private const int Most = 4;

    private const int Width = 8;
    private const string Shades = " ░▒▓█";

    public static void Write(IAnsiConsole console, IEnumerable<Reading> readings)
    {
        Reading[] misread = [.. readings.Where(reading => !reading.IsRight).Take(Most)];
        if (misread.Length == 0) return;

        var grid = new Grid();
        foreach (Reading _ in misread) grid.AddColumn();
        grid.AddRow([.. misread.Select(reading => new Text(Draw(reading.Image)))]);
        grid.AddRow([.. misread.Select(Caption)]);
        console.Write(grid);
        console.WriteLine();
    }

    private static Markup Caption(Reading reading) => new($"read [red]{reading.ReadAs}[/], is [green]{reading.Digit}[/]");

    /// <summary>Eight lines of shades, each pixel two characters wide because a character is about twice as high as wide.</summary>
    internal static string Draw(ReadOnlySpan<float> image)
    {
        var drawing = new StringBuilder();
        for (int i = 0; i < image.Length; i++)
        {
            if (i > 0 && i % Width == 0) drawing.Append('\n');
            drawing.Append(Shades[(int)MathF.Round(image[i] * (Shades.Length - 1))], repeatCount: 2);
        }

        return drawing.ToString();
    }
}
