using Digits;
using Digits.Report;

namespace Layerwise.Samples.Tests.Digits;

public sealed class ReportTests
{
    [Fact]
    public void The_confusion_matrix_counts_by_what_is_and_what_was_read()
    {
        int[,] counts = ConfusionMatrix.Count([new Reading([], 3, 3), new Reading([], 3, 8), new Reading([], 3, 8)]);

        Assert.Equal((1, 2, 0), (counts[3, 3], counts[3, 8], counts[8, 3]));
        Assert.Equal(3, counts.Cast<int>().Sum());
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
