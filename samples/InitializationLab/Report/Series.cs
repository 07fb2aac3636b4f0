using InitializationLab.Measurements;

namespace InitializationLab.Report;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Colour">Index of its colour and marker.</param>
/// <param name="Points">What can't be shown, such as 0 on a logarithmic axis, leaves a gap.</param>
internal sealed record Series(string Name, int Colour, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether it is dashed, without markers and not in the legend.</summary>
    public bool IsPrediction { get; init; }

    /// <summary>Values at 0, 1, 2, …</summary>
    public static (double X, double Y)[] Indexed(IEnumerable<double> values) => [.. values.Select(static (value, i) => ((double)i, value))];

    /// <summary>Values at the layers 1, 2, 3, …</summary>
    public static (double X, double Y)[] OfLayers(IEnumerable<double> values) => [.. values.Select(static (value, i) => (i + 1.0, value))];

    /// <summary>The loss over the epochs of a training.</summary>
    public static Series Losses(string name, int colour, TrainingRun run) => new(name, colour, Indexed(run.Losses));
}
