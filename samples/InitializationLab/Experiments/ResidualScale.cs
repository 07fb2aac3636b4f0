using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C14: how the branches of a very deep residual network should start.</summary>
internal sealed class ResidualScale : IExperiment
{
    // A network has at most 256 layers: a thousand are four, one behind the other.
    private const int Quarters = 4;
    private static readonly double[] LearningRates = [0.0003, 0.001, 0.003, 0.01, 0.03];
    private static readonly double[] ThousandRates = [0.0003, 0.001];

    public string Id => "C14";

    public string Claim => "Without normalization, branches scaled by 1/√L keep the signal of a residual network, and branches that start at zero (Fixup, SkipInit) train 1,000 layers where plain ones stall.";

    public Finding Run(Effort effort)
    {
        var plain = new PlainQuarterThousand();
        var residual = new ResidualQuarterThousand();
        int branches = ResidualQuarterThousand.Layers.ToArray().Count(static layer => layer.ResidualSpan > 0);
        WeightScheme scaled = WeightSchemes.InBranches("He/√L", WeightSchemes.Scaled(WeightSchemes.HeNormal, 1 / Math.Sqrt(branches)));
        WeightScheme zero = WeightSchemes.InBranches("zero", WeightSchemes.Zeros);
        int epochs = Math.Max(3, effort.DeepEpochs / 6);
        Trial[] trials =
        [
            Try("plain, He", plain, WeightSchemes.HeNormal, epochs, effort),
            Try("residual, He", residual, WeightSchemes.InBranches("He", WeightSchemes.HeNormal), epochs, effort),
            Try("residual, He/√L", residual, scaled, epochs, effort),
            Try("residual, zero", residual, zero, epochs, effort),
        ];

        int fewer = Math.Max(2, effort.DeepEpochs / 10);
        TrainingRun plainThousand = Thousand(static () => new PlainBlocks(), WeightSchemes.HeNormal, fewer, effort);
        TrainingRun zeroThousand = Thousand(static () => new ResidualBlocks(), WeightSchemes.Zeros, fewer, effort);

        bool keeps = Math.Abs((trials[2].Profile.Signal[^1] / trials[2].Profile.Signal[0]) - Math.Sqrt(Math.E)) < 0.3;
        bool trains = trials[3].Best.HasLearned && !trials[0].Best.HasLearned && zeroThousand.HasLearned && !plainThousand.HasLearned;
        return new Finding(
            keeps && trains ? Verdict.Holds : keeps || trains ? Verdict.InPart : Verdict.Fails,
            $"signal behind layer 249: {Join(trials, static trial => Format.Number(trial.Profile.PredictedSignal[^1]))}",
            $"signal behind layer 249: {Join(trials, static trial => Format.Number(trial.Profile.Signal[^1]))}; best test accuracy of {LearningRates.Length} learning rates after {epochs} epochs: "
            + $"{Join(trials, static trial => Format.Percent(trial.Best.Accuracy))}; of 1,000 layers, {ThousandRates.Length} learning rates and {fewer} epochs: plain, He "
            + $"{Format.Percent(plainThousand.Accuracy)}, residual, zero {Format.Percent(zeroThousand.Accuracy)}",
            "A network has at most 256 layers: these have 250, and 1,000 are four of them, one behind the other, that learn as one. "
            + $"Scaled by 1/√L, {branches} branches multiply the power by (1 + 1/L)ᴸ, which is e for any depth, "
            + $"and the signal by √e, 1.65. {(trials[2].Best.HasLearned ? "That is enough to train, too: zero is no better here." : "To train, that was not enough here.")} "
            + "The plain network's signal is predicted for wide layers; at 32 units and this depth the typical draw, the geometric mean, lies far below.",
            [
                Curves.Deep("Signal over 250 layers", "Dashed: predicted.", "root mean square of the signal",
                    static p => p.Signal, static p => p.PredictedSignal, [.. trials.Select(static trial => trial.Profile)]),
                new Curves("1,000 layers learn, or don't", "Four networks one behind the other; the best learning rate for each.", "epoch", "cross-entropy",
                [
                    Series.Losses($"plain, He, rate {Format.Number(plainThousand.LearningRate)}", 0, plainThousand),
                    Series.Losses($"residual, zero, rate {Format.Number(zeroThousand.LearningRate)}", 3, zeroThousand),
                ]) { YRange = (0, 5) },
                new Curves("250 layers learn, or don't", "The best learning rate for each.", "epoch", "cross-entropy",
                    [.. trials.Select(static (trial, i) => Series.Losses($"{trial.Profile.Name}, rate {Format.Number(trial.Best.LearningRate)}", i, trial.Best))]) { YRange = (0, 5) },
            ]);
    }

    private static Trial Try<TNetwork>(string name, TNetwork network, WeightScheme scheme, int epochs, Effort effort)
        where TNetwork : class, INetwork<TNetwork> => new(
            DeepProfile.Measure(name, network, scheme, effort),
            Training.Sweep(network, scheme, LearningRates, epochs, effort.Seed).MaxBy(static run => run.Accuracy)!);

    private static TrainingRun Thousand<TBlocks>(Func<TBlocks> create, WeightScheme scheme, int epochs, Effort effort)
        where TBlocks : class, INetwork<TBlocks>
    {
        var chain = new NetworkChain<TBlocks>(create, Quarters);
        return ThousandRates.Select(rate => chain.Run(scheme, rate, epochs, effort.Seed)).MaxBy(static run => run.Accuracy)!;
    }

    private static string Join(Trial[] trials, Func<Trial, string> text) => string.Join(", ", trials.Select(trial => $"{trial.Profile.Name} {text(trial)}"));

    private sealed record Trial(DeepProfile Profile, TrainingRun Best);
}
