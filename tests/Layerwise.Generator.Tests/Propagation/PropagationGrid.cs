using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Propagation;

/// <summary>All initializers times all activations, and the table that docs/propagation.md shows of it.</summary>
internal static class PropagationGrid
{
    // Not Constant: in wide bounded networks of equal units the mean gradient is that of the few samples whose z is near 0, which no number of seeds shows.
    private static readonly (Init Init, float? Scale)[] Inits =
    [
        .. Enum.GetValues<Init>().Where(static init => init is not (Init.Auto or Init.Constant)).Select(static init => (init, (float?)null)),
        (Init.RandomNormal, 0.01f),
        (Init.RandomNormal, 1f),
        (Init.RandomUniform, 1f),
    ];

    private static readonly Activation[] Activations =
        [.. Enum.GetValues<Activation>().Where(static activation => activation is not (Activation.Softmax or Activation.LogSoftmax or Activation.Custom))];

    public static void Run(int width, int depth, int seeds, int rows, ITestOutputHelper output)
    {
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"| initializer | {string.Join(" | ", Activations)} |\n");
        table.Append(CultureInfo.InvariantCulture, $"| --- |{string.Concat(Enumerable.Repeat(" ---: |", Activations.Length))}\n");
        var failures = new List<string>();
        foreach ((Init init, float? scale) in Inits)
        {
            var row = new StringBuilder($"| {new Combination(init, scale, default).InitName} |");
            foreach (Activation activation in Activations)
            {
                Agreement cell = Agreement.Of(new Combination(init, scale, activation), width, depth, seeds, rows);
                double worst = 100 * Math.Max(cell.WorstSignal, cell.WorstGradient);
                string mark = (cell.Uncertain > 0 ? $" ({cell.Uncertain})" : "") + (cell.Compared is var compared && compared > 0 && compared < depth ? $" to {compared}" : "");
                row.Append(CultureInfo.InvariantCulture, $" {worst:F1}{mark} |");
                string numbers = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{cell.Combination}: signal {cell.WorstSignal:F3}, gradient {cell.WorstGradient:F3}, product {cell.WorstProduct:F2}, uncertain {cell.Uncertain}, compared {cell.Compared}");
                output.WriteLine(numbers);
                Console.WriteLine(numbers);
                if (worst > 10 || cell.WorstProduct > 1) failures.Add(numbers);
            }

            table.Append(row).Append('\n');
        }

        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "propagation-grid.md"), table.ToString());
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }
}
