using Layerwise;
using Spectre.Console;

namespace Digits.Progress;

/// <summary>Progress as plain lines, for a file or a pipe: about ten of them, whatever the number of epochs.</summary>
internal sealed class ProgressLines(IAnsiConsole console, int epochs) : IProgress<EpochReport>
{
    private readonly int _interval = Math.Max(1, epochs / 10);

    public void Report(EpochReport value)
    {
        if (value.Epoch % _interval == 0 || value.Epoch == epochs) console.WriteLine(TrainingProgress.Describe(value, epochs));
    }
}
