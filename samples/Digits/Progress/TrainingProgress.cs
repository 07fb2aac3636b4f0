using Layerwise;
using Spectre.Console;

namespace Digits.Progress;

/// <summary>Shows how training gets on: a live bar in a terminal, a few plain lines where output is redirected.</summary>
internal static class TrainingProgress
{
    public static T Show<T>(IAnsiConsole console, int epochs, Func<IProgress<EpochReport>, T> training) =>
        console.Profile.Capabilities.Ansi
            ? ProgressBar.Show(console, epochs, training)
            : training(new ProgressLines(console, epochs));

    /// <summary>Loss and accuracy on the images that the network learns from.</summary>
    public static string Describe(EpochReport report, int epochs)
    {
        string epoch = $"{report.Epoch}".PadLeft($"{epochs}".Length);
        return $"Epoch {epoch}/{epochs}   loss {report.Training.Loss:0.0000}   accuracy {report.Training.Accuracy,7:P1}";
    }
}
