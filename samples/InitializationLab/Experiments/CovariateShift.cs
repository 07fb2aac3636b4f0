using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C20: whether batch normalization works by what it is named for.</summary>
internal sealed class CovariateShift : IExperiment
{
    private const double LearningRate = 0.1;
    private const double Noise = 0.5;
    private const double Deviation = 0.3;
    private const int StepsPerEpoch = 44;
    private const int Epochs = 5;

    // Less is within what another seed changes.
    private const double Clearly = 0.01;

    public string Id => "C20";

    public string Claim => "Batch normalization reduces internal covariate shift, and that is why it works (Ioffe & Szegedy 2015; Santurkar et al. 2018 disagree).";

    public Finding Run(Effort effort)
    {
        Trial[] sound = Try(WeightSchemes.XavierNormal, effort);
        Trial[] bad = Try(WeightSchemes.Normal(Deviation), effort);

        bool shiftsLess = sound[1].Shift < sound[0].Shift;
        bool noiseHurts = sound[0].Accuracy - sound[2].Accuracy > Clearly;
        bool worksWithNoise = bad[2].Accuracy - bad[0].Accuracy > Clearly;
        return new Finding(
            shiftsLess && noiseHurts && !worksWithNoise ? Verdict.Holds : !shiftsLess && !noiseHurts ? Verdict.Fails : Verdict.InPart,
            $"γ and β each moved by N(0, {Format.Number(Noise)}²) at every step: the mean behind a normalization moves by {Format.Number(Noise * Math.Sqrt(2))} of its "
            + "deviation a step; if shift is what hurts, that network learns no better than one without normalization",
            $"rate {Format.Number(LearningRate)}, {Epochs} epochs, {string.Join('/', sound.Select(static trial => trial.Name))}: from Xavier's weights {Text(sound)}; "
            + $"from N(0, {Format.Number(Deviation)}²) {Text(bad)}",
            string.Join(' ',
                shiftsLess ? "From Xavier's weights, inputs do shift less." : "From Xavier's weights, inputs do not shift less.",
                noiseHurts
                    ? "There, a network whose inputs are shifted on purpose ends worse than one without normalization, which needs no help."
                    : "There, even a network whose inputs are shifted on purpose ends no worse.",
                worksWithNoise
                    ? "But from bad weights, where normalization helps, that network still ends better, though its inputs shift a hundred times as far: "
                    + "the shift is not the reason."
                    : "From bad weights, that network ends no better either.",
                $"Along a step, the gradient of the normalized network changes {Compared(sound)} than without from Xavier's weights, and {Compared(bad)} from bad ones."),
            [
                new Curves("Shift of the inputs of each layer", "From Xavier's weights; mean over the steps, of a standard deviation.", "layer", "shift a step",
                    [.. sound.Select(static (trial, i) => new Series(trial.Name, i, [.. trial.Landscape.Shift.Select(static (shift, l) => (l + 2.0, shift))]))])
                {
                    HasLogY = true,
                },
                Losses("Loss with shifted inputs", "From Xavier's weights, before each step.", sound),
                Losses("Loss with shifted inputs, from bad weights", $"From N(0, {Format.Number(Deviation)}²), before each step.", bad),
            ]);
    }

    private static Trial[] Try(WeightScheme scheme, Effort effort) =>
    [
        new("without", Landscape.Follow(new TanhClassifier(), scheme, LearningRate, noise: 0, Epochs * StepsPerEpoch, effort.Seed)),
        new("normalized", Landscape.Follow(new NormalizedTanhClassifier(), scheme, LearningRate, noise: 0, Epochs * StepsPerEpoch, effort.Seed)),
        new("normalized, noise added", Landscape.Follow(new NormalizedTanhClassifier(), scheme, LearningRate, Noise, Epochs * StepsPerEpoch, effort.Seed)),
    ];

    private static string Text(Trial[] trials) =>
        $"shift of the inputs of layers 2 to 7 a step {Join(trials, static trial => Format.Number(trial.Shift))} of a deviation, change of the gradient along a step "
        + $"{Join(trials, static trial => Format.Number(trial.Landscape.Turn))} of its length, "
        + $"mean loss of the last epoch {Join(trials, static trial => Format.Number(trial.Loss))}, test accuracy {Join(trials, static trial => Format.Percent(trial.Accuracy))}";

    private static Curves Losses(string title, string note, Trial[] trials) =>
        new(title, note, "step", "cross-entropy", [.. trials.Select(static (trial, i) => new Series(trial.Name, i, Series.Indexed(trial.Landscape.Losses)))]) { HasLogY = true };

    private static string Compared(Trial[] trials) => trials[1].Landscape.Turn < trials[0].Landscape.Turn ? "less" : "more";

    private static string Join(Trial[] trials, Func<Trial, string> text) => string.Join('/', trials.Select(text));

    private sealed record Trial(string Name, Landscape Landscape)
    {
        public double Shift { get; } = Landscape.Shift.Average();

        public double Accuracy => Landscape.Accuracy;

        public double Loss { get; } = Landscape.Losses.TakeLast(StepsPerEpoch).Average();
    }
}
