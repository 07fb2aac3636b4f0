using System.Diagnostics;
using InitializationLab.Experiments;
using Spectre.Console;

namespace InitializationLab;

/// <summary>Runs all experiments and shows how far it is: a bar in a terminal, a line for each where output is redirected.</summary>
internal static class Laboratory
{
    public static IReadOnlyList<Result> Run(IAnsiConsole console, Effort effort) => console.Profile.Capabilities.Ansi
        ? console.Progress()
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => WithBar(context.AddTask("", maxValue: Catalogue.All.Count), effort))
        : WithLines(console, effort);

    private static List<Result> WithBar(ProgressTask bar, Effort effort)
    {
        var results = new List<Result>();
        foreach (IExperiment experiment in Catalogue.All)
        {
            bar.Description = $"{experiment.Id}: {Markup.Escape(experiment.Claim)}";
            results.Add(Run(experiment, effort));
            bar.Increment(1);
        }

        return results;
    }

    private static List<Result> WithLines(IAnsiConsole console, Effort effort)
    {
        var results = new List<Result>();
        foreach (IExperiment experiment in Catalogue.All)
        {
            long start = Stopwatch.GetTimestamp();
            results.Add(Run(experiment, effort));
            console.WriteLine(FormattableString.Invariant($"{experiment.Id,-4}{Stopwatch.GetElapsedTime(start).TotalSeconds,6:0.0} s"));
        }

        return results;
    }

    private static Result Run(IExperiment experiment, Effort effort) => new(experiment.Id, experiment.Claim, experiment.Run(effort));
}
