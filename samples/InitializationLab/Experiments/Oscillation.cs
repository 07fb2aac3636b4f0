using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;

namespace InitializationLab.Experiments;

/// <summary>C18: how the loss goes down from weights of several sizes.</summary>
internal sealed class Oscillation : IExperiment
{
    private const int StepsPerEpoch = 44;
    private const int Epochs = 4;
    private static readonly double[] LearningRates = [0.001, 0.01];
    private static readonly double[] Factors = [1, 1.5, 2, 3];

    public string Id => "C18";

    public string Claim => "Weights that are too large make training oscillate and jump over minima.";

    public Finding Run(Effort effort)
    {
        var network = new ReluClassifier();
        Trial[][] trials = [.. LearningRates.Select(rate => Factors.Select(factor => Try(network, factor, rate, effort)).ToArray())];
        bool oscillates = trials.All(static row => row.Skip(1).All(trial => trial.Log.HasDiverged || trial.Roughness > row[0].Roughness));
        bool ruins = trials.All(static row => row.Skip(1).All(trial => trial.Log.Accuracy < row[0].Log.Accuracy));
        return new Finding(
            oscillates && ruins ? Verdict.Holds : oscillates || ruins ? Verdict.InPart : Verdict.Fails,
            $"gradient a layer: {string.Join(", ", trials[0].Select(static trial => $"{trial.Name} {Format.Times(trial.GradientGain)}"))}; the steps of one learning rate grow with it",
            string.Join("; ", trials.Select(static (row, i) => $"at rate {Format.Number(LearningRates[i])}, change of the loss from step to step in epoch 1 over its mean, and test accuracy after "
                + $"{Epochs} epochs: {string.Join(", ", row.Select(static trial => trial.Text))}")),
            (oscillates ? "The loss jumps more from larger weights at each rate, or diverges. " : "The loss does not always jump more from larger weights. ")
            + (ruins ? "It ends worse, too." : "But it need not end worse: at the smaller rate, larger weights come further in the same time. What is too large is the step, not the weights."),
            [.. trials.Select(static (row, i) => Losses(LearningRates[i], row))]);
    }

    private static Curves Losses(double rate, Trial[] trials) => new(
        $"Loss before each step, rate {Format.Number(rate)}", "Where a line ends, training has diverged.", "step", "cross-entropy",
        [.. trials.Select(static (trial, i) => new Series(trial.Name, i, Series.Indexed(trial.Log.Losses)))])
    {
        HasLogY = true,
    };

    private static Trial Try(ReluClassifier network, double factor, double rate, Effort effort)
    {
        WeightScheme scheme = WeightSchemes.Scaled(WeightSchemes.HeNormal, factor);
        return new Trial(
            $"{Format.Number(factor)} × He",
            scheme.Predict<ReluClassifier>().Layers[2].GradientGain,
            StepLog.Take(network, scheme, rate, clipNorm: null, effort with { Epochs = Epochs }));
    }

    private sealed record Trial(string Name, double GradientGain, StepLog Log)
    {
        // Of a training that ends within a few steps it says nothing.
        public double Roughness { get; } = Log.HasDiverged ? double.NaN : Change([.. Log.Losses.Take(StepsPerEpoch)]);

        public string Text => Log.HasDiverged ? $"{Name} diverged at step {Log.Norms.Count + 1}" : $"{Name} {Format.Number(Roughness)}, {Format.Percent(Log.Accuracy)}";

        private static double Change(double[] losses) => losses.Zip(losses.Skip(1)).Average(static pair => Math.Abs(pair.Second - pair.First)) / losses.Average();
    }
}
