using System.Text;
using Layerwise;
using Spectre.Console;

namespace Digits.Report;

/// <summary>Draws the filters of the first convolution: edges and corners that it has learned to look for.</summary>
internal static class LearnedFilters
{
    // As many as fit side by side into 80 columns.
    private const int Columns = 8;

    private const int Side = 3;
    private const string Shades = " ░▒▓█";

    public static void Write(IAnsiConsole console, ConvolutionalDigitClassifier network)
    {
        ReadOnlySpan<float> weights = network.Weights(0);
        int filters = weights.Length / (Side * Side);
        var grid = new Grid();
        for (int column = 0; column < Columns; column++) grid.AddColumn();
        for (int first = 0; first < filters; first += Columns)
        {
            var row = new Text[Columns];
            for (int column = 0; column < Columns; column++) row[column] = new Text(Draw(weights, first + column, filters) + "\n");
            grid.AddRow(row);
        }

        console.WriteLine("The filters of the first layer, the fuller the more a pixel speaks for them:");
        console.Write(grid);
    }

    /// <summary>Three lines of shades between the smallest and the largest weight of a filter.</summary>
    internal static string Draw(ReadOnlySpan<float> weights, int filter, int filters)
    {
        (float least, float most) = (float.PositiveInfinity, float.NegativeInfinity);
        for (int i = filter; i < weights.Length; i += filters) (least, most) = (Math.Min(least, weights[i]), Math.Max(most, weights[i]));
        var drawing = new StringBuilder();
        for (int pixel = 0; pixel < Side * Side; pixel++)
        {
            if (pixel > 0 && pixel % Side == 0) drawing.Append('\n');
            float share = (weights[(pixel * filters) + filter] - least) / Math.Max(most - least, float.Epsilon);
            drawing.Append(Shades[(int)MathF.Round(share * (Shades.Length - 1))], repeatCount: 2);
        }

        return drawing.ToString();
    }
}
