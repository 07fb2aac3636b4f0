using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C9: He et al. 2015, figure 3, on images of digits.</summary>
internal sealed class ThirtyLayersOfRelu : IExperiment
{
    private static readonly double[] LearningRates = [0.003, 0.01, 0.03, 0.1, 0.3, 1];

    // Of the loss of guessing.
    private const double Stalled = 0.95;

    public string Id => "C9";

    public string Claim => "He keeps ReLU's second moment; a 30-layer ReLU net trains with He and stalls with Xavier (He et al. 2015, fig. 3).";

    public Finding Run(Effort effort)
    {
        var network = new ThirtyLayers();
        Profile he = Profiler.Measure(network, WeightSchemes.HeNormal, effort);
        Profile xavier = Profiler.Measure(network, WeightSchemes.XavierNormal, effort);
        TrainingRun[] heRuns = Training.Sweep(network, WeightSchemes.HeNormal, LearningRates, effort.DeepEpochs, effort.Seed);
        TrainingRun[] xavierRuns = Training.Sweep(network, WeightSchemes.XavierNormal, LearningRates, effort.DeepEpochs, effort.Seed);
        TrainingRun bestHe = heRuns.MaxBy(static run => run.Accuracy)!;
        TrainingRun bestXavier = xavierRuns.MaxBy(static run => run.Accuracy)!;

        bool trains = bestHe.HasLearned;
        bool stalls = xavierRuns.All(static run => run.HasDiverged || run.Losses[^1] > Stalled * Math.Log(DigitImages.Classes));
        int lastHidden = he.Depth - 1;
        return new Finding(
            trains && stalls ? Verdict.Holds : trains || stalls ? Verdict.InPart : Verdict.Fails,
            $"signal after 29 ReLU layers: He {Format.Number(he.PredictedSignal[lastHidden])}, Xavier {Format.Number(xavier.PredictedSignal[lastHidden])}",
            $"signal after 29 ReLU layers: He {Format.Number(he.Signal[lastHidden])}, Xavier {Format.Number(xavier.Signal[lastHidden])}; best test accuracy of "
            + $"{LearningRates.Length} learning rates: He {Format.Percent(bestHe.Accuracy)} at {Format.Number(bestHe.LearningRate)}, Xavier {Format.Percent(bestXavier.Accuracy)}; "
            + $"Xavier's lowest loss {Format.Number(xavierRuns.Where(static run => !run.HasDiverged).Min(static run => run.Losses[^1]))}, guessing {Format.Number(Math.Log(DigitImages.Classes))}",
            "The prediction is that of wide layers; 64 units and 30 layers scatter from draw to draw, and the typical draw, the geometric mean, lies below it.",
            [
                new Curves("Thirty layers of ReLU", "Mean loss over each epoch, plain gradient descent, 32 images a step, the best learning rate for each.", "epoch", "cross-entropy",
                [
                    Series.Losses($"HeNormal, rate {Format.Number(bestHe.LearningRate)}", 0, bestHe),
                    Series.Losses($"XavierNormal, rate {Format.Number(bestXavier.LearningRate)}", 1, bestXavier),
                ]),
                Curves.Signal("Signal over 30 layers of ReLU", "The last layer is the softmax. Dashed: predicted.", he, xavier),
            ]);
    }
}
