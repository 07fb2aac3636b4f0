namespace Layerwise.Tests.Training.Ranks;

/// <summary>One training, shared out among ranks.</summary>
[Trait("Category", "Slow")]
public class RanksTests
{
    private static readonly TrainerOptions Options = new()
    {
        BatchSize = 512,
        ClipNorm = 0.5,
        EarlyStopping = new EarlyStopping { Patience = 2 },
        ReduceOnPlateau = new ReduceOnPlateau { Patience = 1 },
    };

    [Theory]
    [InlineData(512, 1200)]
    [InlineData(512, 65)]
    [InlineData(523, 1570)]
    [InlineData(4096, 8200)]
    public void Neither_ranks_nor_threads_change_a_bit(int batchSize, int samples)
    {
        Result expected = Train(null, Options with { BatchSize = batchSize }, samples);
        Assert.True(expected.Reports[^1].Training.Loss < expected.Reports[0].Training.Loss);
        (int Ranks, int Threads)[] shared = [(1, 1), (1, 3), (2, 1), (2, 3), (4, 1), (4, 3), (8, 1), (8, 3)];
        foreach ((int ranks, int threads) in Sweep.Draw(shared, usual: 1, new Random(Sweep.Seed + samples)))
        {
            TrainerOptions options = Options with { BatchSize = batchSize, Threads = threads };
            foreach ((Result? result, Exception? exception) in InProcessRanks.Run(ranks, communicator => Train(communicator, options, samples)))
            {
                Assert.True(exception is null, $"{ranks} ranks of {threads} threads; {Sweep.Note}: {exception}");
                Assert.Equal(expected.Parameters, result!.Parameters);
                Assert.Equal(expected.Reports, result.Reports);
                Assert.Equal(expected.Evaluation, result.Evaluation);
            }
        }
    }

    [Fact]
    public void Each_rank_computes_its_own_shards_alone()
    {
        (int[]? Passes, Exception? Exception)[] outcomes = InProcessRanks.Run(4, communicator =>
        {
            List<int> passes = [];
            PlainNetwork<ThreeClasses> network = new() { Pass = passes.Add };
            new Trainer<PlainNetwork<ThreeClasses>>(network, new Sgd(), new TrainerOptions { BatchSize = 512, Communicator = communicator }).Fit(Samples.ThreeClusters(700), 1);
            return passes.ToArray();
        });

        // The second batch has 188 samples, which fill two shards of 64, and most of a third.
        Assert.Equal([[64, 64, 64, 64], [64, 64, 60], [64, 64], [64, 64]], outcomes.Select(static outcome => outcome.Passes!));
    }

    [Fact]
    public void Steps_by_hand_are_shared_out_too()
    {
        float[] Step(Communicator? communicator)
        {
            Dataset samples = Samples.ThreeClusters(300);
            float[] inputs = new float[600];
            float[] targets = new float[900];
            for (int i = 0; i < 300; i++) samples.CopySample(i, inputs.AsSpan(2 * i, 2), targets.AsSpan(3 * i, 3));
            PlainNetwork<ManyParameters> network = new(seed: 2);
            using Trainer<PlainNetwork<ManyParameters>> trainer = new(network, new Adam(), Options with { Communicator = communicator });
            trainer.Step(inputs, targets);
            trainer.Step(inputs.AsSpan(0, 20), targets.AsSpan(0, 30));
            return network.Parameters.ToArray();
        }

        float[] expected = Step(null);
        Assert.All(InProcessRanks.Run(4, Step), outcome => Assert.Equal(expected, outcome.Result));
    }

    [Fact]
    public void A_checkpoint_of_the_first_rank_is_taken_up_by_any_number_of_ranks()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        TrainerOptions options = Options with { Checkpointing = new Checkpointing(path) { Steps = 2 } };
        Result expected = Train(null, Options, 1200);
        try
        {
            foreach ((int before, int after) in Sweep.Draw<(int, int)>([(4, 1), (1, 4), (2, 8), (8, 2)], usual: 2, new Random(Sweep.Seed)))
            {
                (Result?, Exception? Exception)[] stopped = InProcessRanks.Run(before, communicator => Train(communicator, options, 1200, stopAtStep: 5));
                Assert.All(stopped, static outcome => Assert.IsType<OperationCanceledException>(outcome.Exception, exactMatch: false));
                (Result? Result, Exception?)[] resumed = InProcessRanks.Run(after, communicator => Train(communicator, options, 1200, load: path));
                Assert.All(resumed, outcome =>
                {
                    Assert.Equal(expected.Parameters, outcome.Result!.Parameters);
                    Assert.Equal(expected.Reports, outcome.Result.Reports);
                });
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void More_ranks_than_shards_are_refused()
    {
        AssertRefused<ThreeClasses>(4, 128, "A batch of 128 samples has 2 shards, which 4 ranks can't share: expected at most 2 of them, or a BatchSize of at least 256.");
        AssertRefused<ThreeClasses>(2, 32, "A batch of 32 samples has 1 shard, which 2 ranks can't share: expected at most 1 of them, or a BatchSize of at least 128.");
        AssertRefused<ThreeClasses>(16, 512, "or a BatchSize of at least 4096.");
        AssertRefused<ThreeClasses>(3, 512, "Expected 1, 2, 4, 8 or another power of two as the number of ranks, because sums are taken in pairs; found 3.");
        AssertRefused<WholeBatches>(2, 512, "it can't be shared out among 2 ranks. Layer normalization can.");
    }

    private static void AssertRefused<TShape>(int size, int batchSize, string message)
        where TShape : IShape
    {
        Trainer<PlainNetwork<TShape>> Make(Communicator communicator) => new(new(), new Sgd(), new TrainerOptions { BatchSize = batchSize, Communicator = communicator });
        foreach ((_, Exception? exception) in InProcessRanks.Run(size, Make))
        {
            Assert.Contains(message, Assert.IsType<ArgumentException>(exception).Message, StringComparison.Ordinal);
        }
    }

    private static Result Train(Communicator? communicator, TrainerOptions options, int samples, int? stopAtStep = null, string? load = null)
    {
        PlainNetwork<ManyParameters> network = new(seed: 1);
        using Trainer<PlainNetwork<ManyParameters>> trainer = new(network, new Adam(0.01), options with { Communicator = communicator });
        if (load is not null) trainer.Load(load);
        using CancellationTokenSource source = new();
        Recorder<BatchReport> batches = new(_ =>
        {
            // On one of the ranks only: the others hear of it.
            if (trainer.Steps == stopAtStep && communicator is null or { Rank: 0 }) source.Cancel();
        });
        Dataset validation = Samples.ThreeClusters(150, seed: 9);
        EpochReport[] reports = [.. trainer.Fit(Samples.ThreeClusters(samples), 4, validation, batches, cancellationToken: source.Token)];
        return new Result(network.Parameters.ToArray(), reports, trainer.Evaluate(validation));
    }

    private sealed record Result(float[] Parameters, EpochReport[] Reports, Evaluation Evaluation);
}
