using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;

namespace InitializationLab.Experiments;

/// <summary>C23: whether the identity lets a plain layer of ReLU remember.</summary>
internal sealed class IdentityMemory : IExperiment
{
    private static readonly double[] LearningRates = [0.001, 0.003, 0.01];

    public string Id => "C23";

    public string Claim => "A plain ReLU layer whose recurrent matrix starts as the identity remembers over 100 steps (Le, Jaitly & Hinton 2015).";

    public Finding Run(Effort effort)
    {
        StepProfile identity = StepProfile.Take("Identity", new ReluIdentity(), effort);
        StepProfile orthogonal = StepProfile.Take("Orthogonal", new ReluOrthogonal(), effort);
        TrainingRun withIdentity = Recall.Learn(new ReluIdentity(), LearningRates, effort.Epochs, effort.Seed);
        TrainingRun withOrthogonal = Recall.Learn(new ReluOrthogonal(), LearningRates, effort.Epochs, effort.Seed);

        bool keeps = identity.Measured[^1] > 0.1;
        return new Finding(
            keeps && withIdentity.HasLearned && !withOrthogonal.HasLearned ? Verdict.Holds : keeps || withIdentity.HasLearned ? Verdict.InPart : Verdict.Fails,
            $"gradient at the first of {Recall.Steps} steps: Identity {Format.Times(identity.Predicted[^1])}, Orthogonal {Format.Times(orthogonal.Predicted[^1])}",
            $"gradient: Identity {Format.Times(identity.Measured[^1])}, Orthogonal {Format.Times(orthogonal.Measured[^1])}; "
            + $"test accuracy of the best of {LearningRates.Length} learning rates {Format.Percent(withIdentity.Accuracy)} and {Format.Percent(withOrthogonal.Accuracy)}",
            "Each unit is a walk that can't go below 0, and the gradient comes back through those that stayed above: of n steps about 1/√(π·n) of the power is left, where a "
            + "matrix that mixes the units halves it with each step, orthogonal or not.",
            [Recalling.Gradients("ReLU over a hundred steps", identity, orthogonal), Recalling.Losses(("Identity", withIdentity), ("Orthogonal", withOrthogonal))]);
    }
}
