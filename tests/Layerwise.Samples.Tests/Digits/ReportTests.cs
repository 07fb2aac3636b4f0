using Digits;
using Digits.Report;
using Spectre.Console;

namespace Layerwise.Samples.Tests.Digits;

public sealed class ReportTests
{
    [Fact]
    public void The_table_of_digits_shows_what_was_read_as_what()
    {
        ConfusionMatrix counts = new(10);
        counts.Add(3, 3);
        counts.Add(3, 8);
        counts.Add(3, 8);
        using StringWriter text = new();
        ConfusionTable.Write(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No }), counts);
        string row = Assert.Single(text.ToString().Split('\n'), static line => line.TrimStart().StartsWith('3'));
        Assert.Equal(["3", "·", "·", "·", "1", "·", "·", "·", "·", "2", "·"], row.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void Ink_is_drawn_dark_and_rows_stay_rows()
    {
        float[] image = new float[64];
        image[0] = 1;
        image[9] = 0.5f;

        string[] lines = MisreadDigits.Draw(image).Split('\n');

        Assert.Equal(8, lines.Length);
        Assert.All(lines, line => Assert.Equal(16, line.Length));
        Assert.Equal("██", lines[0][..2]);
        Assert.Equal("  ▒▒", lines[1][..4]);
    }
}
