using System.Diagnostics;
using InitializationLab.Experiments;
using Spectre.Console;

namespace InitializationLab;

/// <summary>Runs experiments and shows how far it is: a bar in a terminal, a line for each where output is redirected.</summary>
internal static class Laboratory
{
    public static IReadOnlyList<Result> Run(IAnsiConsole console, Effort effort, IReadOnlyList<IExperiment> experiments) => console.Profile.Capabilities.Ansi
        ? console.Progress()
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => WithBar(context.AddTask("", maxValue: experiments.Count), effort, experiments))
        : WithLines(console, effort, experiments);

    private static List<Result> WithBar(ProgressTask bar, Effort effort, IReadOnlyList<IExperiment> experiments)
    {
        var results = new List<Result>();
        foreach (IExperiment experiment in experiments)
        {
            bar.Description = $"{experiment.Id}: {Markup.Escape(experiment.Claim)}";
            results.Add(Run(experiment, effort));
            bar.Increment(1);
        }

        return results;
    }

    private static List<Result> WithLines(IAnsiConsole console, Effort effort, IReadOnlyList<IExperiment> experiments)
    {
        var results = new List<Result>();
        foreach (IExperiment experiment in experiments)
        {
            long start = Stopwatch.GetTimestamp();
            results.Add(Run(experiment, effort));
            console.WriteLine(FormattableString.Invariant($"{experiment.Id,-4}{Stopwatch.GetElapsedTime(start).TotalSeconds,6:0.0} s"));
        }

        return results;
    }

    private static Result Run(IExperiment experiment, Effort effort) => new(experiment.Id, experiment.Claim, experiment.Run(effort));
}
