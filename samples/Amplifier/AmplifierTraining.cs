using Layerwise;

namespace Amplifier;

/// <summary>From sound to a network that does to it what the circuit does.</summary>
internal static class AmplifierTraining
{
    /// <summary>Seconds of sound to learn from.</summary>
    public const double Seconds = 6;

    private const int Epochs = 25;
    private const int BatchSize = 16;

    /// <summary>Learns.</summary>
    /// <param name="seed">Decides weights, notes and order.</param>
    /// <param name="progress">Told of every epoch.</param>
    public static AmplifierNetwork Run(int seed, IProgress<EpochReport>? progress = null)
    {
        float[] sound = Guitar.Improvise(Seconds, seed);

        // Each begins so far before the end of the one before that every sample counts once.
        const int steps = AmplifierNetwork.WindowSteps, hop = steps - AmplifierNetwork.WarmupSteps;
        Dataset windows = Dataset.Windows(sound, inputSize: 1, Circuit.Play(sound), targetSize: 1, steps, hop);
        var network = new AmplifierNetwork((ulong)seed);
        var options = new TrainerOptions
        {
            BatchSize = BatchSize,
            Seed = (ulong)seed,
            ClipNorm = 1,
        };
        options = options with { Schedule = new CosineSchedule(Epochs * options.StepsPerEpoch(windows.Count)) };
        using var trainer = new Trainer<AmplifierNetwork>(network, new Adam(learningRate: 0.01), options);
        trainer.Fit(windows, Epochs, epochProgress: progress);
        return network;
    }
}
