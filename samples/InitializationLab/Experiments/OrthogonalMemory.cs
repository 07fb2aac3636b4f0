using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;

namespace InitializationLab.Experiments;

/// <summary>C21: what an orthogonal recurrent matrix does for the gradient over a hundred steps.</summary>
internal sealed class OrthogonalMemory : IExperiment
{
    private static readonly double[] LearningRates = [0.001, 0.003, 0.01];

    public string Id => "C21";

    public string Claim => "Over 100 steps an orthogonal recurrent matrix keeps the gradient that Xavier's loses (Saxe et al. 2014).";

    public Finding Run(Effort effort)
    {
        StepProfile orthogonal = StepProfile.Take("Orthogonal", new TanhOrthogonal(), effort);
        StepProfile xavier = StepProfile.Take("XavierNormal", new TanhXavier(), effort);
        TrainingRun withOrthogonal = Recall.Learn(new TanhOrthogonal(), LearningRates, effort.Epochs, effort.Seed);
        TrainingRun withXavier = Recall.Learn(new TanhXavier(), LearningRates, effort.Epochs, effort.Seed);

        bool isLost = xavier.Median < orthogonal.Median / 10;
        bool isLostBySome = xavier.OfDraws[0] < orthogonal.OfDraws[0] / 100;
        return new Finding(
            isLost ? Verdict.Holds : isLostBySome ? Verdict.InPart : Verdict.Fails,
            $"gradient at the first of {Recall.Steps} steps, in the mean: {Format.Times(orthogonal.Predicted[^1])} with both, which have the same mean square",
            $"mean {Format.Times(orthogonal.Measured[^1])} and {Format.Times(xavier.Measured[^1])}; single draws {Range(orthogonal)}, and with Xavier's weights {Range(xavier)}; "
            + $"test accuracy of the best of {LearningRates.Length} learning rates {Format.Percent(withOrthogonal.Accuracy)} and {Format.Percent(withXavier.Accuracy)}, learned in {Recalling.Epochs(withOrthogonal)} and {Recalling.Epochs(withXavier)}",
            "Of wide layers the mean is the same with both. A hundred steps through the same 24 units are not wide: with Xavier's weights some draws lose the gradient, some explode, "
            + "and the mean is that of the latter. Orthogonal ones stretch nothing and lose nothing but what tanh takes, whatever the draw. For this task either is enough.",
            [Recalling.Gradients("tanh over a hundred steps", orthogonal, xavier), Recalling.Losses(("Orthogonal", withOrthogonal), ("XavierNormal", withXavier))]);
    }

    private static string Range(StepProfile profile) => $"{Format.Times(profile.OfDraws[0])} to {Format.Times(profile.OfDraws[^1])}, the middle one {Format.Times(profile.Median)}";
}
