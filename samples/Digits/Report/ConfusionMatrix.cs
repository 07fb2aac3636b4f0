using Spectre.Console;

namespace Digits.Report;

/// <summary>How often each digit was taken for which: a row for what is right, a column for what was read.</summary>
internal static class ConfusionMatrix
{
    private const int DigitCount = DigitClassifier.OutputSize;

    public static void Write(IAnsiConsole console, IEnumerable<Reading> readings)
    {
        int[,] counts = Count(readings);
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("is \\ read as");
        for (int readAs = 0; readAs < DigitCount; readAs++) table.AddColumn(new TableColumn($"{readAs}").RightAligned());

        for (int digit = 0; digit < DigitCount; digit++)
        {
            var row = new List<Markup> { new($"[bold]{digit}[/]") };
            for (int readAs = 0; readAs < DigitCount; readAs++) row.Add(Cell(counts[digit, readAs], isRight: digit == readAs));
            table.AddRow(row);
        }

        console.Write(table);
    }

    internal static int[,] Count(IEnumerable<Reading> readings)
    {
        int[,] counts = new int[DigitCount, DigitCount];
        foreach (Reading reading in readings) counts[reading.Digit, reading.ReadAs]++;
        return counts;
    }

    private static Markup Cell(int count, bool isRight) => (count, isRight) switch
    {
        (0, _) => new Markup("[grey]·[/]"),
        (_, true) => new Markup($"[green]{count}[/]"),
        (_, false) => new Markup($"[red]{count}[/]"),
    };
}
