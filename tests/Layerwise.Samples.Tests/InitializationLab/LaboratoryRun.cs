using InitializationLab;
using InitializationLab.Experiments;
using InitializationLab.Report;
using Spectre.Console;

namespace Layerwise.Samples.Tests.InitializationLab;

/// <summary>
/// What the program does with its settings, once for every test of its findings: half of its experiments, another half in each run, with shorter trainings than
/// its own, from the same seed, and what it prints kept.
/// </summary>
public sealed class LaboratoryRun
{
    private static readonly Effort Reduced = new() { Draws = 8, Epochs = 6, DeepEpochs = 20 };

    /// <summary>Each is a piece of work of its own, and together they train for longer than all other samples.</summary>
    internal static IReadOnlyList<IExperiment> Drawn { get; } = Sweep.Draw(Catalogue.All, usual: 12, new Random(Sweep.Seed));

    public LaboratoryRun()
    {
        using var printed = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(printed) });
        console.Profile.Width = 160;
        Results = Laboratory.Run(console, Reduced, Drawn);
        Page = global::InitializationLab.Report.Page.Of(Results, Reduced);
        SummaryTable.Write(console, Results);
        Printed = printed.ToString();
    }

    internal IReadOnlyList<Result> Results { get; }

    /// <summary>The HTML.</summary>
    public string Page { get; }

    /// <summary>The lines of the terminal.</summary>
    public string Printed { get; }
}
