using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C24: what clipping does for a recurrent network whose gradient explodes.</summary>
internal sealed class ClippedSteps : IExperiment
{
    private const double LearningRate = 0.03;
    private const double ClipNorm = 1;

    public string Id => "C24";

    public string Claim => "Clipping the gradient tames a recurrent network that explodes (Pascanu et al. 2013).";

    public Finding Run(Effort effort)
    {
        StepProfile profile = StepProfile.Take("Orthogonal, gain 1.5", new Exploding(), effort);
        TrainingRun free = Recall.Learn(new Exploding(), new Sgd(LearningRate), LearningRate, effort.Epochs, effort.Seed);
        TrainingRun clipped = Recall.Learn(new Exploding(), new Sgd(LearningRate), LearningRate, effort.Epochs, effort.Seed, ClipNorm);

        bool isNeeded = free.HasDiverged || free.Losses[^1] > 1;
        bool isTamed = !clipped.HasDiverged && clipped.Losses[^1] < clipped.Losses[0];
        return new Finding(
            isNeeded && isTamed && clipped.HasLearned ? Verdict.Holds : isNeeded && isTamed ? Verdict.InPart : Verdict.Fails,
            $"gradient ×{Format.Number(Math.Pow(profile.Predicted[^1], 1.0 / (Recall.Steps - 1)))} a step, {Format.Times(profile.Predicted[^1])} at the first of {Recall.Steps} steps; no step longer than {Format.Number(LearningRate * ClipNorm)}",
            $"gradient {Format.Times(profile.Measured[^1])}, in the middle draw {Format.Times(profile.Median)}; loss {Format.Number(free.Losses[0])} before training; without clipping {(free.HasDiverged ? "diverged" : $"{Format.Number(free.Losses[^1])}, test accuracy {Format.Percent(free.Accuracy)}")}; "
            + $"with it {(clipped.HasDiverged ? "diverged" : $"{Format.Number(clipped.Losses[^1])}, test accuracy {Format.Percent(clipped.Accuracy)}")}",
            isTamed && !clipped.HasLearned
                ? "With clipping, training goes on where it is thrown off without, and the loss comes down by steps that are short enough. But that is all: it does not make a network that explodes a good one. 24 units scatter widely about what is predicted of wide layers."
                : "With clipping, training goes on where it is thrown off without; what the weights multiply, it does not change.",
            [Recalling.Gradients("A gradient that explodes", profile), Recalling.Losses(("no clipping", free), ("norm clipped to 1", clipped))]);
    }
}
