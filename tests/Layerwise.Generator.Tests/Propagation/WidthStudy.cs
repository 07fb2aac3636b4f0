using System.Globalization;

namespace Layerwise.Generator.Tests.Propagation;

/// <summary>The networks that run away from their prediction at width 256: whether what is off goes to 0 as they grow wider, as fluctuations do and errors don't.</summary>
internal static class WidthStudy
{
    private static readonly int[] Widths = [128, 256, 512, 1024];

    private static readonly Combination[] Combinations =
        [new(Init.HeNormal, null, Activation.Gelu), new(Init.HeUniform, null, Activation.Gelu), new(Init.HeNormal, null, Activation.Mish), new(Init.HeUniform, null, Activation.Mish)];

    public static void Run(int depth, int seeds, int rows)
    {
        var table = new DocumentedTable("widths");
        table.Row(["width", .. Widths.Select(static width => width.ToString(CultureInfo.InvariantCulture))]);
        var failures = new List<string>();
        foreach (Combination combination in Combinations)
        {
            Agreement[] cells = [.. Widths.Select(width => Agreement.Of(combination, width, depth, seeds, rows))];
            table.Row([
                combination.ToString(),
                .. cells.Select(static cell => string.Create(CultureInfo.InvariantCulture, $"{100 * cell.WorstSignal:F1}, {100 * cell.WorstGradient:F1}")),
            ]);
            if (cells[^1].Worst > 0.1 || cells[^1].Worst > cells[0].Worst / 2) failures.Add(combination.ToString());
        }

        table.Write();
        Assert.Empty(failures);
    }
}
