namespace Layerwise.Tests.Training.Ranks;

/// <summary>Ranks that don't train the same, or can't go on: all of them are told, and in what.</summary>
public class DisagreementTests
{
    private static readonly TrainerOptions Options = new() { BatchSize = 256 };

    [Fact]
    public void What_must_be_the_same_is_compared_before_the_first_step()
    {
        Dataset samples = Samples.ThreeClusters(300);
        const string First = "where rank 0 has 300 samples";
        AssertDisagree("the training data is 301 samples of 2 inputs and 3 classes (", First, Fit, trainer => trainer.Fit(Samples.ThreeClusters(301), 1));
        AssertDisagree("the training data is 300 samples", First, Fit, trainer => trainer.Fit(Samples.ThreeClusters(300, seed: 2), 1));
        AssertDisagree("the validation data is none", First, trainer => trainer.Fit(samples, 1, samples), Fit);
        AssertDisagree("the number of epochs is 3", "where rank 0 has 2", trainer => trainer.Fit(samples, 2), trainer => trainer.Fit(samples, 3));
        AssertDisagree("train the same: seed is 2", "where rank 0 has 1", Fit, Fit, options: [Options with { Seed = 1 }, Options with { Seed = 2 }]);
        AssertDisagree("clipNorm is 2", "where rank 0 has none", Fit, Fit, options: [Options, Options with { ClipNorm = 2 }]);
        AssertDisagree("the hash of the parameters is ", "where rank 0 has ", Fit, Fit, seeds: [1, 2]);
        AssertDisagree("the hash of the parameters is ", "where rank 0 has ", Step, Step, seeds: [1, 2]);
    }

    [Fact]
    public void Calls_that_differ_are_no_deadlock()
    {
        const string First = "where rank 0 trains on a batch of 4 samples after 0 steps";
        AssertDisagree("Rank 1 evaluates a batch of 256 samples after 0 steps", First, Step, trainer => trainer.Evaluate(Samples.ThreeClusters(300)));
        AssertDisagree("Rank 1 trains on a batch of 3 samples after 0 steps", First, Step, trainer => trainer.Step(new float[6], new int[3]));
    }

    [Fact]
    public void A_rank_that_fails_tells_the_others_why()
    {
        void FailInReport(Trainer<PlainNetwork<ThreeClasses>> trainer) => trainer.Fit(
            Samples.ThreeClusters(600), 5, batchProgress: new Recorder<BatchReport>(report => Throw(report.Epoch == 2 && report.Batch == 2)));
        void FailAtTheDoor(Trainer<PlainNetwork<ThreeClasses>> trainer)
        {
            trainer.Fit(Samples.ThreeClusters(600), 1);
            trainer.Fit(Samples.ThreeClusters(600), 0);
        }

        AssertFails("Rank 1 failed after 5 steps and left the training. InvalidDataException: the disk is full", Five, FailInReport);
        AssertFails("Rank 1 failed after 3 steps and left the training. ArgumentOutOfRangeException: epochs", trainer =>
        {
            trainer.Fit(Samples.ThreeClusters(600), 1);
            trainer.Fit(Samples.ThreeClusters(600), 1);
        }, FailAtTheDoor);

        static void Five(Trainer<PlainNetwork<ThreeClasses>> trainer) => trainer.Fit(Samples.ThreeClusters(600), 5);

        static void Throw(bool isNow)
        {
            if (isNow) throw new InvalidDataException("the disk is full");
        }
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_ends_all_ranks()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "training.safetensors");
        (bool, Exception? Exception)[] outcomes = InProcessRanks.Run(4, communicator =>
        {
            TrainerOptions options = Options with { Communicator = communicator, Checkpointing = new Checkpointing(path) };
            Fit(new Trainer<PlainNetwork<ThreeClasses>>(new(seed: 1), new Adam(), options));
            return true;
        });

        Assert.IsType<IOException>(outcomes[0].Exception, exactMatch: false);
        foreach ((_, Exception? exception) in outcomes[1..])
        {
            Assert.StartsWith("Rank 0 failed after 2 steps", Assert.IsType<CommunicationException>(exception).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_sample_that_is_not_finite_is_named_alike_on_all_ranks()
    {
        foreach (int sample in (int[])[3, 100, 255])
        {
            float[] inputs = new float[512];
            inputs[2 * sample] = float.NaN;
            inputs[510] = float.PositiveInfinity; // of sample 255
            (bool, Exception? Exception)[] outcomes = InProcessRanks.Run(4, communicator =>
            {
                Trainer<PlainNetwork<ThreeClasses>> trainer = new(new(seed: 1), new Adam(), Options with { Communicator = communicator });
                trainer.Step(inputs, new int[256]);
                return true;
            });

            string what = $"sample {sample} of the batch is not finite (input 0 is {(sample == 255 ? "Infinity" : "NaN")})";
            foreach ((_, Exception? exception) in outcomes)
            {
                TrainingDivergedException error = Assert.IsType<TrainingDivergedException>(exception);
                Assert.Equal(sample, error.Sample);
                Assert.Contains(what, error.Message, StringComparison.Ordinal);
                Assert.Equal(outcomes[0].Exception!.Message, error.Message);
            }
        }
    }

    private static void Fit(Trainer<PlainNetwork<ThreeClasses>> trainer) => trainer.Fit(Samples.ThreeClusters(300), 1);

    private static void Step(Trainer<PlainNetwork<ThreeClasses>> trainer) => trainer.Step(new float[8], new int[4]);

    private static void AssertDisagree(
        string other,
        string first,
        Action<Trainer<PlainNetwork<ThreeClasses>>> onFirst,
        Action<Trainer<PlainNetwork<ThreeClasses>>> onOther,
        TrainerOptions[]? options = null,
        ulong[]? seeds = null)
    {
        foreach ((_, Exception? exception) in Run(onFirst, onOther, options, seeds))
        {
            string message = Assert.IsType<CommunicationException>(exception).Message;
            Assert.Contains(other, message, StringComparison.Ordinal);
            Assert.Contains(first, message, StringComparison.Ordinal);
        }
    }

    private static void AssertFails(string message, Action<Trainer<PlainNetwork<ThreeClasses>>> onFirst, Action<Trainer<PlainNetwork<ThreeClasses>>> onOther)
    {
        (float[]? Result, Exception? Exception)[] outcomes = Run(onFirst, onOther, null, null);
        Assert.StartsWith(message, Assert.IsType<CommunicationException>(outcomes[0].Exception).Message, StringComparison.Ordinal);
        Assert.IsNotType<CommunicationException>(outcomes[1].Exception);
    }

    private static (float[]? Result, Exception? Exception)[] Run(
        Action<Trainer<PlainNetwork<ThreeClasses>>> onFirst, Action<Trainer<PlainNetwork<ThreeClasses>>> onOther, TrainerOptions[]? options, ulong[]? seeds) =>
        InProcessRanks.Run(2, communicator =>
        {
            PlainNetwork<ThreeClasses> network = new(seeds?[communicator.Rank] ?? 1);
            TrainerOptions own = (options?[communicator.Rank] ?? Options) with { Communicator = communicator };
            using Trainer<PlainNetwork<ThreeClasses>> trainer = new(network, new Adam(), own);
            (communicator.Rank == 0 ? onFirst : onOther)(trainer);
            return network.Parameters.ToArray();
        });
}
