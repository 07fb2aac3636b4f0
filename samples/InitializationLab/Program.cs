using InitializationLab;
using InitializationLab.Experiments;
using InitializationLab.Report;
using Spectre.Console;

return CommandLine.Run(args, static settings =>
{
    IAnsiConsole console = Terminal.Open();
    IReadOnlyList<Result> results = Laboratory.Run(console, settings.Effort, Catalogue.All);
    File.WriteAllText(settings.ReportFile, Page.Of(results, settings.Effort));

    SummaryTable.Write(console, results);
    console.WriteLine($"Pictures: {Path.GetFullPath(settings.ReportFile)}");
});
