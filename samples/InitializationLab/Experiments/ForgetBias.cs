using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;

namespace InitializationLab.Experiments;

/// <summary>C22: what a forget bias of 1 does for an LSTM.</summary>
internal sealed class ForgetBias : IExperiment
{
    private static readonly double[] LearningRates = [0.003, 0.01];

    // The slower of the two takes that long.
    private const int FewestEpochs = 15;

    public string Id => "C22";

    public string Claim => "An LSTM learns over 100 steps with a forget bias of 1, and not with 0 (Jozefowicz et al. 2015).";

    public Finding Run(Effort effort)
    {
        int epochs = Math.Max(FewestEpochs, effort.Epochs);
        StepProfile half = StepProfile.Take("bias 0", new HalfForgetting(), effort);
        StepProfile one = StepProfile.Take("bias 1", new Keeping(), effort);
        TrainingRun withZero = Recall.Learn(new HalfForgetting(), LearningRates, epochs, effort.Seed);
        TrainingRun withOne = Recall.Learn(new Keeping(), LearningRates, epochs, effort.Seed);

        bool isFaster = Recalling.EpochOf(withOne) is { } early && !(Recalling.EpochOf(withZero) <= early);
        return new Finding(
            withOne.HasLearned && !withZero.HasLearned ? Verdict.Holds : isFaster ? Verdict.InPart : Verdict.Fails,
            $"gradient at the first of {Recall.Steps} steps: bias 0 {Format.Times(half.Predicted[^1])}, bias 1 {Format.Times(one.Predicted[^1])}; less than 10⁻⁴ after {Steps(half.Predicted)} and {Steps(one.Predicted)} steps",
            $"gradient: bias 0 {Format.Times(half.Measured[^1])}, bias 1 {Format.Times(one.Measured[^1])}; less than 10⁻⁴ after {Steps(half.Measured)} and {Steps(one.Measured)} steps; "
            + $"test accuracy of the best of {LearningRates.Length} learning rates {Format.Percent(withZero.Accuracy)} and {Format.Percent(withOne.Accuracy)}, learned in {Recalling.Epochs(withZero)} and {Recalling.Epochs(withOne)}",
            $"The forget gate alone keeps {Format.Number(0.5)} and {Format.Number(1 / (1 + Math.Exp(-1)))} of the cell with each step; what comes back through the recurrent weights, the same at each step, adds to "
            + (withZero.HasLearned ? "that. With 0 it learns, too: training opens the gate, and Adam makes up for gradients that are small." : "that. It is why a bias of 1 is enough for a hundred steps."),
            [Recalling.Gradients("An LSTM over a hundred steps", half, one), Recalling.Losses(("bias 0", withZero), ("bias 1", withOne))]);
    }

    private static string Steps(double[] gradients) => Array.FindIndex(gradients, static value => value < 1e-4) is var steps and > 0 ? Format.Number(steps) : $"more than {Format.Number(Recall.Steps)}";
}
