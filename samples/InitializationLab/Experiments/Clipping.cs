using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C11: what clipping does for a net that explodes.</summary>
internal sealed class Clipping : IExperiment
{
    private const double LearningRate = 0.03;
    private const double ClipNorm = 1;

    // The step is the clipped gradient times the learning rate, rounded to float.
    private const double Rounding = 1.001;

    public string Id => "C11";

    public string Claim => "Gradient clipping bounds the step of an exploding net.";

    public Finding Run(Effort effort)
    {
        var network = new ReluClassifier();

        // Three times He's deviation: each of six layers triples signal and gradient.
        WeightScheme scheme = WeightSchemes.Normal(3 * Math.Sqrt(2.0 / DigitImages.Pixels)) with { Name = "3 × HeNormal" };
        StepLog free = StepLog.Take(network, scheme, LearningRate, clipNorm: null, effort);
        StepLog clipped = StepLog.Take(network, scheme, LearningRate, ClipNorm, effort);

        double bound = LearningRate * ClipNorm;
        bool isBounded = clipped.Largest <= bound * Rounding;
        bool isNeeded = free.Largest > 10 * bound;
        return new Finding(
            isBounded && isNeeded ? Verdict.Holds : Verdict.Fails,
            $"gradient {Format.Times(scheme.Predict<ReluClassifier>().Layers[2].GradientGain)} a layer; no step longer than {Format.Number(bound)}",
            $"longest step: {Format.Number(free.Largest)} without, {Format.Number(clipped.Largest)} with; "
            + $"{(free.HasDiverged ? $"without, diverged at step {free.Norms.Count + 1}" : $"test accuracy {Format.Percent(free.Accuracy)} without")}; {Format.Percent(clipped.Accuracy)} with",
            $"With clipping, training goes on where it diverged without. Clipping does not heal the weights: the loss begins at {Format.Number(clipped.Losses[0])} where guessing has {Format.Number(Math.Log(DigitImages.Classes))}, and "
            + "comes down by steps of at most that length.",
            [
                new Curves("Length of each step", "The change of all parameters together.", "step", "length", [Line("no clipping", 0, free.Norms), Line("norm clipped to 1", 1, clipped.Norms)])
                {
                    HasLogY = true,
                },
                new Curves("Loss before each step", "Where a line ends, training has diverged.", "step", "cross-entropy", [Line("no clipping", 0, free.Losses), Line("norm clipped to 1", 1, clipped.Losses)])
                {
                    HasLogY = true,
                },
            ]);
    }

    private static Series Line(string name, int colour, IReadOnlyList<double> values) => new(name, colour, Series.Indexed(values));
}
