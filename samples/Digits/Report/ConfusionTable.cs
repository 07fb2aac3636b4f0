using Layerwise;
using Spectre.Console;

namespace Digits.Report;

/// <summary>How often each digit was taken for which: a row for what is right, a column for what was read.</summary>
internal static class ConfusionTable
{
    public static void Write(IAnsiConsole console, ConfusionMatrix counts)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("is \\ read as");
        foreach (string readAs in counts.ClassNames) table.AddColumn(new TableColumn(readAs).RightAligned());

        for (int digit = 0; digit < counts.ClassCount; digit++)
        {
            var row = new List<Markup> { new($"[bold]{counts.ClassNames[digit]}[/]") };
            for (int readAs = 0; readAs < counts.ClassCount; readAs++) row.Add(Cell(counts[digit, readAs], isRight: digit == readAs));
            table.AddRow(row);
        }

        console.Write(table);
    }

    private static Markup Cell(long count, bool isRight) => (count, isRight) switch
    {
        (0, _) => new Markup("[grey]·[/]"),
        (_, true) => new Markup($"[green]{count}[/]"),
        (_, false) => new Markup($"[red]{count}[/]"),
    };
}
