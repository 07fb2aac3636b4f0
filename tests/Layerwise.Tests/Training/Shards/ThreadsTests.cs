using System.Collections.Concurrent;

namespace Layerwise.Tests.Training.Shards;

[Trait("Category", "Slow")]
public class ThreadsTests
{
    // 200 rows make 2 shards; of 333 samples, the second batch of an epoch has 133, which fill one and a third.
    private static readonly TrainerOptions Options = new() { BatchSize = 200, ClipNorm = 0.5 };

    [Theory]
    [InlineData(200, 333)]
    [InlineData(128, 129)]
    [InlineData(150, 400)]
    [InlineData(1000, 999)]
    public void The_number_of_threads_changes_no_bit(int batchSize, int sampleCount)
    {
        Dataset training = Samples.ThreeClusters(sampleCount);
        Dataset validation = Samples.ThreeClusters(150, seed: 9);
        (float[] Parameters, EpochReport[] Reports) Train(int threads)
        {
            PlainNetwork<ManyParameters> network = new(seed: 1);
            using Trainer<PlainNetwork<ManyParameters>> trainer = new(
                network, new Adam(0.01), Options with { BatchSize = batchSize, Threads = threads });
            EpochReport[] reports = [.. trainer.Fit(training, 3, validation)];
            return (network.Parameters.ToArray(), reports);
        }

        (float[] parameters, EpochReport[] reports) = Train(threads: 1);
        Assert.True(reports[2].Training.Loss < reports[0].Training.Loss);
        foreach (int threads in (int[])[2, 3, 5])
        {
            (float[] others, EpochReport[] otherReports) = Train(threads);
            Assert.Equal(parameters, others);
            Assert.Equal(reports, otherReports);
        }
    }

    [Fact]
    public void Shards_add_up_to_the_whole_batch()
    {
        PlainNetwork<ThreeClasses> cut = new(seed: 3);
        PlainNetwork<WholeBatches> whole = new(seed: 3);
        Dataset samples = Samples.ThreeClusters(333);

        EpochReport cutReport = new Trainer<PlainNetwork<ThreeClasses>>(cut, new Sgd(0.5), Options).Fit(samples, 2)[1];
        EpochReport wholeReport = new Trainer<PlainNetwork<WholeBatches>>(whole, new Sgd(0.5), Options).Fit(samples, 2)[1];

        for (int i = 0; i < cut.Parameters.Length; i++) Assert.Equal(whole.Parameters[i], cut.Parameters[i], 1e-5f);
        Assert.Equal(wholeReport.Training.Loss, cutReport.Training.Loss, 1e-5f);
        Assert.Equal(wholeReport.Training.Accuracy, cutReport.Training.Accuracy);
    }

    [Fact]
    public void Batches_are_cut_by_their_size_alone()
    {
        Assert.Equal([100, 100, 100, 33], Passes<ThreeClasses>(batchSize: 200, samples: 333));
        Assert.Equal([64, 64, 1], Passes<ThreeClasses>(batchSize: 128, samples: 129));
        Assert.Equal([127, 2], Passes<ThreeClasses>(batchSize: 127, samples: 129));
        Assert.Equal([128, 128, 4], Passes<ThreeClasses>(batchSize: 511, samples: 260));
        Assert.Equal(Enumerable.Repeat(256, 16), Passes<ThreeClasses>(batchSize: 4096, samples: 4096));
        Assert.Equal([125, 125, 125, 125, 125, 125, 125, 124], Passes<ThreeClasses>(batchSize: 1000, samples: 999));
        Assert.Equal([200, 133], Passes<WholeBatches>(batchSize: 200, samples: 333));
    }

    [Fact]
    public void Steps_by_hand_equal_those_of_Fit()
    {
        Dataset samples = Samples.ThreeClusters(200);
        int[] order = new int[200];
        Shuffle.ForEpoch(order, seed: 0, epoch: 1);
        float[] inputs = new float[400];
        float[] targets = new float[600];
        for (int i = 0; i < 200; i++) samples.CopySample(order[i], inputs.AsSpan(2 * i, 2), targets.AsSpan(3 * i, 3));
        PlainNetwork<ThreeClasses> fitted = new(seed: 1);
        PlainNetwork<ThreeClasses> stepped = new(seed: 1);

        float loss = new Trainer<PlainNetwork<ThreeClasses>>(fitted, new Adam(), Options).Fit(samples, 1)[0].Training.Loss;
        using Trainer<PlainNetwork<ThreeClasses>> trainer = new(stepped, new Adam(), Options with { Threads = 2 });

        Assert.Equal(loss, trainer.Step(inputs, targets));
        Assert.Equal(fitted.Parameters.ToArray(), stepped.Parameters.ToArray());
        ArgumentException error = Assert.Throws<ArgumentException>("inputs", () => trainer.Step(new float[402], new float[603]));
        Assert.Contains("at most 200 samples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_thread_outlives_a_call_whichever_way_it_ends()
    {
        using CancellationTokenSource source = new();
        AssertThreadsEnd(null, null, trainer => trainer.Fit(Samples.ThreeClusters(200), 2));
        AssertThreadsEnd(typeof(OperationCanceledException), null, trainer => trainer.Fit(
            Samples.ThreeClusters(200), 3, epochProgress: new Recorder<EpochReport>(_ => source.Cancel()), cancellationToken: source.Token));
        AssertThreadsEnd(typeof(InvalidDataException), null, trainer => trainer.Fit(
            Samples.ThreeClusters(200), 3, batchProgress: new Recorder<BatchReport>(_ => throw new InvalidDataException())));
        AssertThreadsEnd(typeof(TrainingDivergedException), null, trainer => trainer.Fit(WithNaN(sample: 150), 1));
        AssertThreadsEnd(typeof(InvalidDataException), _ => throw new InvalidDataException(), trainer => trainer.Fit(Samples.ThreeClusters(200), 1));
        AssertThreadsEnd(null, null, trainer =>
        {
            trainer.Step(new float[400], FirstClass(200));
            trainer.Dispose();
        });
    }

    [Fact]
    public void An_exception_of_another_thread_is_the_trainers_and_no_step_is_taken()
    {
        int passes = 0;
        PlainNetwork<ThreeClasses> network = new(seed: 1)
        {
            Pass = rows =>
            {
                // A shard of the third batch: each has 2.
                if (Interlocked.Increment(ref passes) > 5 && rows == 100) throw new InvalidDataException("a pass failed");
            },
        };
        Recorder<BatchReport> batches = new();
        Trainer<PlainNetwork<ThreeClasses>> trainer = new(network, new Sgd(0.1), Options with { Threads = 3 });
        float[] before = [];
        Recorder<EpochReport> epochs = new(_ => before = network.Parameters.ToArray());

        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => trainer.Fit(Samples.ThreeClusters(200), 5, batchProgress: batches, epochProgress: epochs));

        Assert.Equal("a pass failed", error.Message);
        Assert.Equal((2L, 2), (trainer.Steps, batches.Reports.Count));
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.True(trainer.IsInterrupted);
    }

    [Fact]
    public void A_bad_sample_in_any_shard_is_named()
    {
        foreach (int sample in (int[])[0, 40, 199])
        {
            Trainer<PlainNetwork<ThreeClasses>> trainer = new(new(), new Sgd(), Options with { Threads = 2 });
            TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(WithNaN(sample), 1));
            Assert.Equal(sample, error.Sample);
            Assert.Contains("(input 1 is NaN)", error.Message, StringComparison.Ordinal);

            float[] inputs = new float[400];
            inputs[(2 * sample) + 1] = float.NaN;
            error = Assert.Throws<TrainingDivergedException>(() => trainer.Step(inputs, FirstClass(200)));
            Assert.Equal(sample, error.Sample);
            trainer.Dispose();
        }
    }

    [Fact]
    public void There_is_at_least_one_thread()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Threads", () => new TrainerOptions { Threads = 0 });
    }

    private static int[] Passes<TShape>(int batchSize, int samples)
        where TShape : IShape
    {
        List<int> passes = [];
        PlainNetwork<TShape> network = new() { Pass = passes.Add };
        new Trainer<PlainNetwork<TShape>>(network, new Sgd(), new TrainerOptions { BatchSize = batchSize }).Fit(Samples.ThreeClusters(samples), 1);
        return [.. passes];
    }

    private static Dataset WithNaN(int sample)
    {
        float[] inputs = new float[400];
        inputs[(2 * sample) + 1] = float.NaN;
        return Dataset.WithLabels(inputs, 2, new int[200], 3);
    }

    private static float[] FirstClass(int rows) => [.. Enumerable.Range(0, 3 * rows).Select(i => i % 3 == 0 ? 1f : 0f)];

    private static void AssertThreadsEnd(Type? exception, Action<int>? pass, Action<Trainer<PlainNetwork<ThreeClasses>>> use)
    {
        ConcurrentDictionary<Thread, bool> threads = [];
        PlainNetwork<ThreeClasses> network = new()
        {
            Pass = rows =>
            {
                threads[Thread.CurrentThread] = true;

                // The other thread takes its share, however late a busy machine lets it.
                SpinWait.SpinUntil(() => threads.Count == 2, TimeSpan.FromMinutes(1));
                pass?.Invoke(rows);
            },
        };
        Trainer<PlainNetwork<ThreeClasses>> trainer = new(network, new Sgd(), Options with { Threads = 2 });
        Assert.Equal(exception, Record.Exception(() => use(trainer))?.GetType());
        Assert.Equal(2, threads.Count);
        Assert.DoesNotContain(threads.Keys, thread => thread != Thread.CurrentThread && thread.IsAlive);
    }
}
