using InitializationLab.Measurements;
using InitializationLab.Networks;
using InitializationLab.Report;
using InitializationLab.Weights;
using Layerwise;

namespace InitializationLab.Experiments;

/// <summary>C19: what dropout adds with batch normalization, and without, where images are few.</summary>
internal sealed class WithoutDropout : IExperiment
{
    private const int Images = 100;
    private const int BatchSize = 32;
    private const double Dropped = 0.5;
    private const int Seeds = 8;
    private const int Epochs = 60;
    private static readonly double[] LearningRates = [0.03, 0.1, 0.3];

    // Less is within what other seeds change.
    private const double Clearly = 0.005;

    public string Id => "C19";

    public string Claim => "Batch normalization makes dropout unnecessary (Ioffe & Szegedy 2015).";

    public Finding Run(Effort effort)
    {
        Trial plain = Try("neither", new WideRelu(), effort.Seed);
        Trial dropped = Try("dropout", new DroppedRelu(), effort.Seed);
        Trial normalized = Try("batch normalization", new NormalizedWideRelu(), effort.Seed);
        Trial both = Try("both", new NormalizedDroppedRelu(), effort.Seed);
        Trial[] trials = [plain, dropped, normalized, both];

        bool helpsPlain = dropped.Accuracy - plain.Accuracy > Clearly;
        bool helpsNormalized = both.Accuracy - normalized.Accuracy > Clearly;
        bool replaces = normalized.Accuracy > dropped.Accuracy - Clearly;
        double noise = Math.Sqrt(Dropped / (1 - Dropped));
        return new Finding(
            helpsPlain && replaces && !helpsNormalized ? Verdict.Holds : replaces || !helpsNormalized ? Verdict.InPart : Verdict.Fails,
            $"statistics of {BatchSize} images move a unit by {Format.Number(1 / Math.Sqrt(BatchSize))} of its deviation, noise that regularizes; "
            + $"dropout of {Format.Percent(Dropped)} multiplies it by 1 ± {Format.Number(noise)}",
            $"test accuracy from {Images} images, the best of {LearningRates.Length} learning rates after {Epochs} epochs, mean of {Seeds} seeds: "
            + string.Join(", ", trials.Select(static trial => $"{trial.Name} {Format.Percent(trial.Accuracy)}")),
            string.Join(' ',
                helpsPlain ? "Without normalization, dropout helps here." : "Without normalization, dropout helps little here.",
                helpsNormalized ? "With it, dropout still helps: the noise of a batch is no replacement." : "With it, dropout adds nothing.",
                replaces ? "Normalization alone is no worse than dropout alone." : "Normalization alone is worse than dropout alone."),
            [
                new Curves($"{Images} images", "Mean of the seeds at each learning rate.", "learning rate", "test accuracy",
                    [.. trials.Select(static (trial, i) => new Series(trial.Name, i, [.. LearningRates.Select((rate, r) => (rate, trial.Accuracies[r]))]))])
                {
                    HasLogX = true,
                },
            ]);
    }

    private static Trial Try<TNetwork>(string name, TNetwork network, ulong seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        Dataset few = Training.Samples.Split((double)Images / Training.Samples.Count, seed: 0).First;
        return new Trial(name,
        [
            .. LearningRates.Select(rate => Enumerable.Range(0, Seeds).Average(i =>
                Training.Run(network, WeightSchemes.HeNormal, rate, Epochs, seed + (ulong)i, batchSize: BatchSize, samples: few).Accuracy)),
        ]);
    }

    private sealed record Trial(string Name, double[] Accuracies)
    {
        public double Accuracy => Accuracies.Max();
    }
}
