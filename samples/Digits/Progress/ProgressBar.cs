using Layerwise;
using Spectre.Console;

namespace Digits.Progress;

/// <summary>Progress as a bar that moves in the terminal.</summary>
internal sealed class ProgressBar(ProgressTask bar, int epochs) : IProgress<EpochReport>
{
    public static T Show<T>(IAnsiConsole console, int epochs, Func<IProgress<EpochReport>, T> training) =>
        console.Progress()
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => training(new ProgressBar(context.AddTask("Training", maxValue: epochs), epochs)));

    public void Report(EpochReport value)
    {
        bar.Description = TrainingProgress.Describe(value, epochs);
        bar.Value = value.Epoch;
    }
}
