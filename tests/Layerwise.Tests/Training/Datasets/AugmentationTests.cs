using System.Collections.Concurrent;
using Layerwise.Runtime;

namespace Layerwise.Tests.Training.Datasets;

/// <summary>Samples that are changed before a step learns from them: by a seed that threads and interruptions leave alone.</summary>
public sealed class AugmentationTests : IDisposable
{
    private static readonly TrainerOptions Options = new() { BatchSize = 200, Seed = 5, Augmentation = AddNoise };
    private static readonly Dataset Training = Samples.ThreeClusters(333);

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        float[] expected = Fit(Options);
        Assert.Equal(expected, Fit(Options with { Threads = 3 }));
        Assert.NotEqual(expected, Fit(Options with { Seed = 6 }));
        Assert.NotEqual(expected, Fit(Options with { Augmentation = null }));
    }

    [Fact]
    public void A_training_that_was_stopped_gives_the_same_bits()
    {
        float[] expected = Fit(Options);
        for (int stop = 1; stop < 6; stop++)
        {
            PlainNetwork<ThreeClasses> stopped = new(seed: 1);
            Trainer<PlainNetwork<ThreeClasses>> trainer = new(stopped, new Adam(0.01), Options);
            using var cancellation = new CancellationTokenSource();
            int steps = 0;
            Recorder<BatchReport> progress = new(_ =>
            {
                if (++steps == stop) cancellation.Cancel();
            });
            Assert.Throws<OperationCanceledException>(() => trainer.Fit(Training, 3, batchProgress: progress, cancellationToken: cancellation.Token));
            trainer.Save(_path);

            PlainNetwork<ThreeClasses> network = new(seed: 9);
            Trainer<PlainNetwork<ThreeClasses>> resumed = new(network, new Adam(0.01), Options);
            resumed.Load(_path);
            resumed.Fit(Training, 3);
            Assert.Equal(expected, network.Parameters.ToArray());
        }
    }

    [Fact]
    public void Each_sample_has_another_seed_at_each_step_and_stays_as_it_is()
    {
        var seen = new ConcurrentBag<(int Sample, ulong Seed)>();
        float[] before = Training.Input(7).ToArray();
        Fit(Options with
        {
            Threads = 2,
            Augmentation = (input, sample, seed) =>
            {
                seen.Add((sample, seed));
                Assert.Equal(Training.Input(sample).ToArray(), input.ToArray());
                input.Fill(1);
            },
        });
        Assert.Equal(before, Training.Input(7).ToArray());
        Assert.Equal(3 * Training.Count, seen.Count);
        Assert.Equal(seen.Count, seen.Select(static call => call.Seed).Distinct().Count());
        Assert.All(Enumerable.Range(0, Training.Count), sample => Assert.Equal(3, seen.Count(call => call.Sample == sample)));
    }

    [Fact]
    public void Validation_sees_samples_as_they_are()
    {
        int calls = 0;
        TrainerOptions options = Options with { Augmentation = (_, _, _) => calls++ };
        PlainNetwork<ThreeClasses> network = new(seed: 1);
        Trainer<PlainNetwork<ThreeClasses>> trainer = new(network, new Adam(0.01), options);
        trainer.Fit(Training, 1, Samples.ThreeClusters(50, seed: 2));
        Assert.Equal(Training.Count, calls);
        _ = trainer.Evaluate(Training);
        Assert.Equal(Training.Count, calls);
    }

    private static float[] Fit(TrainerOptions options)
    {
        PlainNetwork<ThreeClasses> network = new(seed: 1);
        using Trainer<PlainNetwork<ThreeClasses>> trainer = new(network, new Adam(0.01), options);
        trainer.Fit(Training, 3);
        return network.Parameters.ToArray();
    }

    private static void AddNoise(Span<float> input, int sample, ulong seed)
    {
        var random = new PhiloxSequence(seed, RandomDomain.Augmentation, stream: 0);
        foreach (ref float value in input) value += (random.NextInt32(1001) - 500) / 2000f;
    }
}
