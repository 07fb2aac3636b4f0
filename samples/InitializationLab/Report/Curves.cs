using InitializationLab.Measurements;

namespace InitializationLab.Report;

/// <summary>Lines over an abscissa.</summary>
/// <param name="Title">What they show.</param>
/// <param name="Note">How to read them.</param>
/// <param name="XLabel">What the abscissa is.</param>
/// <param name="YLabel">What the ordinate is.</param>
/// <param name="Lines">At most as many colours as <see cref="PageStyle.Colours"/>.</param>
internal sealed record Curves(string Title, string Note, string XLabel, string YLabel, IReadOnlyList<Series> Lines) : Figure(Title, Note)
{
    /// <summary>Whether the abscissa is logarithmic.</summary>
    public bool HasLogX { get; init; }

    /// <summary>Whether the ordinate is logarithmic.</summary>
    public bool HasLogY { get; init; }

    /// <summary>The ends of the ordinate; null for those of the data.</summary>
    public (double Low, double High)? YRange { get; init; }

    /// <summary>A level to mark, with its name.</summary>
    public (double Y, string Name)? Level { get; init; }

    /// <summary>The size of the signal after each layer: measured and, dashed, predicted.</summary>
    public static Curves Signal(string title, string note, params IReadOnlyList<Profile> profiles) =>
        new(title, note, "layer", "root mean square of the signal", OverLayers(profiles, static p => p.Signal, static p => p.PredictedSignal)) { HasLogY = true };

    /// <summary>The size of the gradient at each layer: measured and, dashed, predicted.</summary>
    public static Curves Gradient(string title, string note, params IReadOnlyList<Profile> profiles) =>
        new(title, note, "layer", "root mean square of the gradient", OverLayers(profiles, static p => p.Gradient, static p => p.PredictedGradient)) { HasLogY = true };

    /// <summary>One quantity behind each layer of very deep networks: measured and, dashed, predicted.</summary>
    public static Curves Deep(
        string title, string note, string label, Func<DeepProfile, double[]> measured, Func<DeepProfile, double[]> predicted, params IReadOnlyList<DeepProfile> profiles) =>
        new(title, note, "layer", label,
        [
            .. profiles.Select((profile, i) => new Series($"{profile.Name}, predicted", i, Series.OfLayers(predicted(profile))) { IsPrediction = true }),
            .. profiles.Select((profile, i) => new Series(profile.Name, i, Series.OfLayers(measured(profile)))),
        ])
        {
            HasLogY = true,
        };

    private static Series[] OverLayers(IReadOnlyList<Profile> profiles, Func<Profile, double[]> measured, Func<Profile, double[]> predicted) =>
    [
        .. profiles.Select((profile, i) => new Series($"{profile.Name}, predicted", i, Series.Indexed(predicted(profile))) { IsPrediction = true }),
        .. profiles.Select((profile, i) => new Series(profile.Name, i, Series.Indexed(measured(profile)))),
    ];
}
