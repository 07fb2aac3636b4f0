using Layerwise;

namespace Anomaly;

/// <summary>From images of zeros to a network that draws them again, pixel values in and out.</summary>
internal sealed class ZeroTraining
{
    private static readonly ColumnScale[] Pixels = [.. Enumerable.Repeat(new ColumnScale(Center: 0, Scale: 16), 64)];
    private static readonly Scaling Ink = new(inputs: Pixels, targets: Pixels);

    private ZeroTraining(ZeroAutoencoder network, Dataset validation, Dataset test) => (Network, Validation, Test) = (network, validation, test);

    /// <summary>What learned, with the scaling folded in at both ends.</summary>
    public ZeroAutoencoder Network { get; }

    /// <summary>Zeros to choose a threshold by.</summary>
    public Dataset Validation { get; }

    /// <summary>Zeros that nothing was chosen by.</summary>
    public Dataset Test { get; }

    /// <summary>Splits, scales, trains and folds.</summary>
    public static ZeroTraining Run(DigitImages images)
    {
        (Dataset rest, Dataset test) = images.Zeros.Split(0.75, seed: 1);
        (Dataset training, Dataset validation) = rest.Split(0.7, seed: 1);
        var network = new ZeroAutoencoder(seed: 1);
        using var trainer = new Trainer<ZeroAutoencoder>(network, new Adam(learningRate: 0.003), new TrainerOptions { BatchSize = 16, Seed = 1 });
        trainer.Fit(Ink.Apply(training), epochs: 150);
        Ink.FoldInto(network);
        return new ZeroTraining(network, validation, test);
    }
}
