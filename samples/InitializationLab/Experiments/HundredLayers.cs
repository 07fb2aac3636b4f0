using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C13: what a connection around each of a hundred layers does.</summary>
internal sealed class HundredLayers : IExperiment
{
    private static readonly double[] LearningRates = [0.001, 0.003, 0.01, 0.03, 0.1];

    public string Id => "C13";

    public string Claim => "A plain 100-layer network does not train, a residual one of the same layers does, because its gradient reaches the first layer (He et al. 2016).";

    public Finding Run(Effort effort)
    {
        var plain = new PlainHundred();
        var residual = new ResidualHundred();
        DeepProfile plainProfile = DeepProfile.Measure("plain", plain, WeightSchemes.HeNormal, effort);
        DeepProfile residualProfile = DeepProfile.Measure("residual", residual, WeightSchemes.HeNormal, effort);
        int epochs = Math.Max(3, effort.DeepEpochs / 5);
        TrainingRun[] plainRuns = Training.Sweep(plain, WeightSchemes.HeNormal, LearningRates, epochs, effort.Seed);
        TrainingRun[] residualRuns = Training.Sweep(residual, WeightSchemes.HeNormal, LearningRates, epochs, effort.Seed);
        TrainingRun bestPlain = plainRuns.MaxBy(static run => run.Accuracy)!;
        TrainingRun bestResidual = residualRuns.MaxBy(static run => run.Accuracy)!;

        bool trains = bestResidual.HasLearned && !bestPlain.HasLearned;
        bool vanishes = plainProfile.Gradient[0] < 0.1 && residualProfile.Gradient[0] > 0.1;
        return new Finding(
            trains && vanishes ? Verdict.Holds : trains || vanishes ? Verdict.InPart : Verdict.Fails,
            $"signal behind layer 99: plain {Format.Number(plainProfile.PredictedSignal[^1])}, residual {Format.Number(residualProfile.PredictedSignal[^1])}; gradient behind layer 1 "
            + $"over that behind layer 99: plain {Format.Number(plainProfile.PredictedGradient[0])}, residual {Format.Number(residualProfile.PredictedGradient[0])}",
            $"signal: plain {Format.Number(plainProfile.Signal[^1])}, residual {Format.Number(residualProfile.Signal[^1])}; gradient: plain {Format.Number(plainProfile.Gradient[0])}, "
            + $"residual {Format.Number(residualProfile.Gradient[0])}; best test accuracy of {LearningRates.Length} learning rates after {epochs} epochs: "
            + $"plain {Format.Percent(bestPlain.Accuracy)}, residual {Format.Percent(bestResidual.Accuracy)}",
            Truth(trains, vanishes, plainProfile.Common, residualProfile.Common),
            [
                Curves.Deep("Signal over a hundred layers", "Dashed: predicted.", "root mean square of the signal",
                    static p => p.Signal, static p => p.PredictedSignal, plainProfile, residualProfile),
                Curves.Deep("Gradient over a hundred layers", "Over that behind layer 99. Dashed: predicted.", "root mean square of the gradient",
                    static p => p.Gradient, static p => p.PredictedGradient, plainProfile, residualProfile),
                new Curves("A hundred layers learn, or don't", "The best learning rate for each.", "epoch", "cross-entropy",
                [
                    Series.Losses($"plain, rate {Format.Number(bestPlain.LearningRate)}", 0, bestPlain),
                    Series.Losses($"residual, rate {Format.Number(bestResidual.LearningRate)}", 1, bestResidual),
                ]),
            ]);
    }

    private static string Truth(bool trains, bool vanishes, double plainCommon, double residualCommon) => string.Join(' ',
        trains ? "The residual network reads 90 % of the digits, and no learning rate brings the plain one there." : "Both learn, or neither does.",
        vanishes ? "The gradient of the plain one vanishes on the way." : "But the gradient of the plain one does not vanish: these layers are normalized, and it arrives.",
        $"What gets lost is the difference between inputs: behind layer 99, {Format.Percent(plainCommon)} of the plain signal's power is the same for all samples, and {Format.Percent(residualCommon)} of the residual one's.");
}
