using InitializationLab.Experiments;
using Spectre.Console;

namespace InitializationLab.Report;

/// <summary>The claims in the terminal: predicted, measured, holds?</summary>
internal static class SummaryTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<Result> results)
    {
        Table table = new Table().Border(TableBorder.Rounded).ShowRowSeparators();
        foreach (string head in new[] { "", "claim", "predicted", "measured", "holds?" }) table.AddColumn(head);
        foreach (Result result in results)
        {
            table.AddRow(
                new Text(result.Id),
                new Text(result.Claim),
                new Text(result.Finding.Predicted),
                new Text(result.Finding.Measured),
                new Text(result.VerdictText, new Style(Colour(result.Finding.Verdict))));
        }

        console.Write(table);
        foreach (Result result in results.Where(static result => result.Finding.Verdict != Verdict.Holds))
        {
            console.Write(new Padder(new Text($"{result.Id}: {result.Finding.Truth}"), new Padding(0, 0, 0, 1)));
        }
    }

    private static Color Colour(Verdict verdict) => verdict switch
    {
        Verdict.Holds => Color.Green,
        Verdict.InPart => Color.Yellow,
        Verdict.Fails => Color.Red,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Expected a member of Verdict."),
    };
}
