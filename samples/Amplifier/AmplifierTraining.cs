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
        Dataset windows = Windows(sound, Circuit.Play(sound));
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

    // Each begins so far before the end of the one before that every sample counts once.
    private static Dataset Windows(float[] inputs, float[] targets)
    {
        const int counted = AmplifierNetwork.WindowSteps - AmplifierNetwork.WarmupSteps;
        int count = (inputs.Length - AmplifierNetwork.WarmupSteps) / counted;
        float[] Cut(float[] sound) => [.. Enumerable.Range(0, count).SelectMany(window => sound.Skip(window * counted).Take(AmplifierNetwork.WindowSteps))];
        return new Dataset(Cut(inputs), AmplifierNetwork.InputSize, Cut(targets), AmplifierNetwork.OutputSize);
    }
}
