using Spectre.Console;

namespace Digits.Report;

/// <summary>The numbers at the end of a run.</summary>
internal static class Summary
{
    public static void Write<TNetwork>(IAnsiConsole console, IReadOnlyCollection<Reading> readings, TrainedNetwork<TNetwork> trained, Costs costs)
    {
        int right = readings.Count(reading => reading.IsRight);
        double accuracy = (double)right / readings.Count;

        Grid grid = new Grid().AddColumns(3);
        grid.Columns[1].Alignment = Justify.Right;
        AddRow(grid, "Test accuracy", $"{accuracy:P2}", $"{right} of {readings.Count} digits that training never saw");
        AddRow(grid, "Training", $"{trained.Duration.TotalMilliseconds:0} ms", $"{trained.Steps} steps, compiling at run time included");
        AddRow(grid, "Inference", $"{costs.InferenceNanoseconds:0} ns", "one digit by itself, in the fastest of several runs");
        AddRow(grid, "Allocated", $"{costs.StepBytes:0.#} B", "per training step");
        AddRow(grid, "", $"{costs.InferenceBytes:0.#} B", "per inference");
        console.Write(grid);
    }

    private static void AddRow(Grid grid, string name, string value, string note) =>
        grid.AddRow(new Text(name), new Markup($"[bold]{value}[/]"), new Markup($"[grey]{note}[/]"));
}
