using System.Globalization;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>All initializers times all activations, and the table that docs/propagation.md shows of it.</summary>
internal static class ForecastGrid
{
    public const string Table = "grid";

    // Not Constant: in wide bounded networks of equal units the mean gradient is that of the few samples whose z is near 0, which no number of seeds shows.
    public static readonly (Init Init, float? Scale)[] Inits =
    [
        .. Enum.GetValues<Init>().Where(static init => init is not (Init.Auto or Init.Constant)).Select(static init => (init, (float?)null)),
        (Init.RandomNormal, 0.01f),
        (Init.RandomNormal, 1f),
        (Init.RandomUniform, 1f),
    ];

    public static readonly Activation[] Activations =
        [.. Enum.GetValues<Activation>().Where(static activation => activation is not (Activation.Softmax or Activation.LogSoftmax or Activation.Custom))];

    /// <summary>Skips a test that writes a table of docs/propagation.md, unless PROPAGATION_GRID=1 asks for them.</summary>
    public static void SkipUnlessAsked() =>
        Skip.IfNot(Environment.GetEnvironmentVariable("PROPAGATION_GRID") == "1", "Takes minutes and writes a table of docs/propagation.md: PROPAGATION_GRID=1 runs it.");

    public static void Run(int width, int depth, int seeds, int rows, ITestOutputHelper output)
    {
        var table = new DocumentedTable(Table);
        table.Row(["initializer", .. Activations.Select(static activation => activation.ToString())]);
        var failures = new List<string>();
        foreach ((Init init, float? scale) in Inits)
        {
            var row = new List<string> { new Combination(init, scale, default).InitName };
            foreach (Activation activation in Activations)
            {
                Agreement cell = Agreement.Of(new Combination(init, scale, activation), width, depth, seeds, rows);
                bool isOfWidth = WidthStudy.Covers(cell.Combination);
                string mark = (isOfWidth ? " ʷ" : "") + (cell.Uncertain > 0 ? " ʳ" : "");
                row.Add(string.Create(CultureInfo.InvariantCulture, $"{100 * cell.Worst:F1}{mark}"));
                string numbers = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{cell.Combination}: signal {cell.WorstSignal:F3}, gradient {cell.WorstGradient:F3}, product {cell.WorstProduct:F2}, uncertain {cell.Uncertain}{mark}");
                output.WriteLine(numbers);
                bool isBeyond = isOfWidth ? cell.Worst > WidthStudy.WorstAt256 : cell.Worst > 0.1 || cell.WorstProduct > 1;
                if (isBeyond) failures.Add(numbers);
            }

            table.Row(row);
        }

        table.Write();
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }
}
