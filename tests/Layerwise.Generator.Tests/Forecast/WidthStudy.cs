using System.Globalization;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>
/// The networks that are off at width 256, a gain by more than a tenth or the gradient's product by more than <see cref="Scatter"/> allows: whether that goes to 0 as
/// they grow wider, as what is left out of the theory of infinite width does, and an error does not.
/// </summary>
internal static class WidthStudy
{
    /// <summary>What may be left of them at the grid's width, between what is measured at 256 and at 128.</summary>
    public const double WorstAt256 = 0.2;

    private static readonly int[] Widths = [128, 256, 512, 1024];

    private static readonly Activation[] Activations = [Activation.Gelu, Activation.Silu, Activation.Mish, Activation.Softplus, Activation.HardSwish];

    /// <summary>Whether it is one of them: both of He's distributions, and both of GELU's formulas, differ by less than a draw does.</summary>
    public static bool Covers(Combination combination) =>
        combination.Init is Init.HeNormal or Init.HeUniform && (Activations.Contains(combination.Activation) || combination.Activation == Activation.GeluTanh);

    public static void Run(int depth, int seeds, int rows)
    {
        var table = new DocumentedTable("widths");
        table.Row(["width", .. Widths.Select(static width => width.ToString(CultureInfo.InvariantCulture))]);
        var failures = new List<string>();
        foreach (Activation activation in Activations)
        {
            var combination = new Combination(Init.HeNormal, null, activation);
            Agreement[] cells = [.. Widths.Select(width => Agreement.Of(combination, width, depth, seeds, rows))];
            table.Row([
                combination.ToString(),
                .. cells.Select(static cell => string.Create(CultureInfo.InvariantCulture, $"{100 * cell.WorstSignal:F1}, {100 * cell.WorstGradient:F1}, ×{cell.GradientRatio:F2}")),
            ]);
            if (cells[^1].Worst > 0.1 || cells[^1].Worst > cells[0].Worst / 2 || Off(cells[^1]) > Off(cells[0]) / 2) failures.Add(combination.ToString());
        }

        table.Write();
        Assert.Empty(failures);
    }

    private static double Off(Agreement cell) => Math.Abs(Math.Log(cell.GradientRatio));
}
