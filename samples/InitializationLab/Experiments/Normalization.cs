using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C10: what batch normalization forgives.</summary>
internal sealed class Normalization : IExperiment
{
    private static readonly double[] LearningRates = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

    // How many times the largest learning rate without it counts as much larger.
    private const double MuchLarger = 3;

    public string Id => "C10";

    public string Claim =>
        "Batch normalization (Ioffe & Szegedy 2015) makes a badly initialized net trainable, allows a much larger learning rate, keeps units out of saturation.";

    public Finding Run(Effort effort)
    {
        var plain = new TanhClassifier();
        var normalized = new NormalizedTanhClassifier();
        Sweeps tooSmall = Sweep(plain, normalized, WeightSchemes.Normal(0.01), effort);
        Sweeps tooLarge = Sweep(plain, normalized, WeightSchemes.Normal(1), effort);
        Sweeps sound = Sweep(plain, normalized, WeightSchemes.XavierNormal, effort);
        double[] predicted = [Predicted<TanhClassifier>(), Predicted<NormalizedTanhClassifier>()];
        double[] born = [.. SaturatedAtBirth(plain, normalized, effort)];

        bool rescues = new[] { tooSmall, tooLarge }.All(static sweeps => !sweeps.Plain.Any(static run => run.HasLearned) && sweeps.Normalized.Any(static run => run.HasLearned));
        bool isFaster = sound.LargestNormalized >= MuchLarger * sound.LargestPlain;
        bool staysOut = born[1] < 0.1 && born[0] > 0.5;
        int held = new[] { rescues, isFaster, staysOut }.Count(static part => part);
        return new Finding(
            held switch { 3 => Verdict.Holds, 0 => Verdict.Fails, _ => Verdict.InPart },
            $"saturated under N(0,1): {Format.Percent(predicted[0])} without, {Format.Percent(predicted[1])} with",
            $"saturated under N(0,1): {Format.Percent(born[0])} without, {Format.Percent(born[1])} with; best accuracy, without/with: 0.01·N {tooSmall.Accuracies}, N(0,1) {tooLarge.Accuracies}; "
            + $"largest learning rate that learns from Xavier's weights: {Format.Number(sound.LargestPlain)} without, {Format.Number(sound.LargestNormalized)} with",
            Truth(rescues, isFaster, staysOut),
            [
                new Curves("Learning from bad weights", "Six hidden layers of tanh; the best learning rate for each.", "epoch", "cross-entropy",
                [
                    Series.Losses("0.01·N", 0, Best(tooSmall.Plain)), Series.Losses("0.01·N, normalized", 1, Best(tooSmall.Normalized)),
                    Series.Losses("N(0,1)", 2, Best(tooLarge.Plain)), Series.Losses("N(0,1), normalized", 3, Best(tooLarge.Normalized)),
                ]),
                new Curves("Learning rates", "Test accuracy after training with each; what diverged counts as guessing.", "learning rate", "test accuracy",
                [
                    Accuracies("XavierNormal", 0, sound.Plain), Accuracies("XavierNormal, normalized", 1, sound.Normalized),
                    Accuracies("N(0,1)", 2, tooLarge.Plain), Accuracies("N(0,1), normalized", 3, tooLarge.Normalized),
                ])
                {
                    HasLogX = true,
                    YRange = (0, 1),
                },
            ]);
    }

    private static string Truth(bool rescues, bool isFaster, bool staysOut) => string.Join(' ',
        rescues ? "From weights a hundred times apart in size, only the normalized net reads 90 % of the digits." : "One of the badly initialized nets does as well without it, or badly with it.",
        isFaster ? "It bears learning rates that ruin the other." : "It does not bear learning rates that are much larger.",
        staysOut ? "Its units start where the gradient passes, whatever the weights." : "Its units start no better.");

    private static Sweeps Sweep(TanhClassifier plain, NormalizedTanhClassifier normalized, WeightScheme scheme, Effort effort) => new(
        Training.Sweep(plain, scheme, LearningRates, effort.Epochs, effort.Seed),
        Training.Sweep(normalized, scheme, LearningRates, effort.Epochs, effort.Seed));

    private static IEnumerable<double> SaturatedAtBirth(TanhClassifier plain, NormalizedTanhClassifier normalized, Effort effort)
    {
        WeightSchemes.Normal(1).Draw(plain, effort.Seed);
        yield return Profiler.SaturatedShare(plain, Hidden);
        WeightSchemes.Normal(1).Draw(normalized, effort.Seed);
        yield return Profiler.SaturatedShare(normalized, Hidden);
    }

    // In the middle.
    private const int Hidden = 3;

    private static double Predicted<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> => WeightSchemes.Normal(1).Predict<TNetwork>().Layers[Hidden].SaturatedShare;

    private static Series Accuracies(string name, int colour, TrainingRun[] runs) => new(name, colour, [.. runs.Select(static run => (run.LearningRate, run.Accuracy))]);

    private static TrainingRun Best(TrainingRun[] runs) => runs.MaxBy(static run => run.Accuracy)!;

    // The same learning rates without and with batch normalization.
    private sealed record Sweeps(TrainingRun[] Plain, TrainingRun[] Normalized)
    {
        public double LargestPlain => Largest(Plain);

        public double LargestNormalized => Largest(Normalized);

        public string Accuracies => $"{Format.Percent(Best(Plain).Accuracy)}/{Format.Percent(Best(Normalized).Accuracy)}";

        private static double Largest(TrainingRun[] runs) => runs.Where(static run => run.HasLearned).Select(static run => run.LearningRate).DefaultIfEmpty(0).Max();
    }
}
