using System.Globalization;

namespace Layerwise.Tests.Training.Resuming;

/// <summary>Training that is stopped, saved, loaded and continued equals training that never stopped, bit for bit.</summary>
public sealed class ResumeTests : IDisposable
{
    // 5 batches in each epoch, the last one smaller; everything that remembers anything is on.
    private static readonly TrainerOptions Options = new()
    {
        BatchSize = 140,
        Seed = 3,
        Schedule = new CosineSchedule(30) { WarmupSteps = 7 },
        ReduceOnPlateau = new ReduceOnPlateau { Patience = 0, Threshold = 0.3, Decay = 0.5 },
        ClipNorm = 0.4,
        EarlyStopping = new EarlyStopping { Patience = 2, MinimalImprovement = 0.02 },
    };

    private static readonly Dataset Training = Samples.ThreeClusters(600);
    private static readonly Dataset Validation = Samples.ThreeClusters(90, seed: 8);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Every_step_is_a_place_to_stop_at()
    {
        (Result expected, int steps) = Uninterrupted();
        Assert.True(expected.Reports.Length is > 3 and < 12, "early stopping must have its say");
        Assert.NotEqual(expected.Reports.Length, expected.Epochs);
        Assert.Contains(expected.Reports, report => report.LearningRate < expected.Reports[0].LearningRate / 3);
        for (int stop = 1; stop <= steps; stop++)
        {
            Subject stopped = new(Options);
            StopAt(stop, stopped);
            stopped.Trainer.Save(_path);

            Subject resumed = new(Options with { Threads = 1 + (stop % 3) }, seed: 77);
            resumed.Trainer.Load(_path);
            Assert.Equal((stop, true), (resumed.Trainer.Steps, resumed.Trainer.IsInterrupted));
            AssertEqual(expected, Finish(resumed));

            // Without a file, the trainer that was stopped does the same.
            AssertEqual(expected, Finish(stopped));
        }
    }

    [Fact]
    public void A_checkpoint_written_in_a_report_is_one_of_that_moment()
    {
        (Result expected, _) = Uninterrupted();
        for (int epoch = 1; epoch <= expected.Reports.Length; epoch++)
        {
            Subject trainer = new(Options);
            Recorder<EpochReport> epochs = new(report =>
            {
                if (report.Epoch == epoch) trainer.Trainer.Save(_path);
            });
            trainer.Trainer.Fit(Training, 12, Validation, epochProgress: epochs);
            Subject resumed = new(Options);
            resumed.Trainer.Load(_path);
            Assert.Equal(epoch, resumed.Trainer.Epochs);
            AssertEqual(expected, Finish(resumed));
        }
    }

    [Fact]
    public void Between_calls_nothing_is_interrupted_and_training_goes_on_as_well()
    {
        TrainerOptions options = Options with { EarlyStopping = null };
        Subject whole = new(options);
        whole.Trainer.Fit(Training, 2, Validation);
        whole.Trainer.Save(_path);
        Subject resumed = new(options);
        resumed.Trainer.Load(_path);
        Assert.False(resumed.Trainer.IsInterrupted);
        Assert.Equal(whole.Trainer.Plateau, resumed.Trainer.Plateau);
        Assert.Equal(whole.Trainer.Fit(Training, 2, Validation), resumed.Trainer.Fit(Training, 2, Validation));
        Assert.Equal(whole.Network.Parameters.ToArray(), resumed.Network.Parameters.ToArray());
    }

    [Fact]
    public void The_parameters_in_a_checkpoint_are_a_network_like_any_other()
    {
        Subject trainer = new(Options);
        StopAt(8, trainer);
        trainer.Trainer.Save(_path);
        PlainNetwork<ThreeClasses> network = new(seed: 5);
        Safetensors.Load(network, _path);
        Assert.Equal(trainer.Network.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void Checkpoints_are_written_as_often_as_asked()
    {
        Assert.Equal(6, StepsIn(new Checkpointing(_path) { Steps = 3, Epochs = 100 }, failAfter: 8));
        Assert.Equal(5, StepsIn(new Checkpointing(_path), failAfter: 9));
        Assert.Equal(10, StepsIn(new Checkpointing(_path) { Epochs = 2 }, failAfter: 19));
        Assert.Null(StepsIn(new Checkpointing(_path) { Steps = 9, Epochs = 2 }, failAfter: 8));
    }

    [Fact]
    public void Cancelling_writes_a_checkpoint_and_so_does_the_end()
    {
        TrainerOptions options = Options with { Checkpointing = new Checkpointing(_path) { Epochs = 1000 } };
        StopAt(8, new Subject(options));
        Subject resumed = new(options);
        resumed.Trainer.Load(_path);
        Assert.Equal(8, resumed.Trainer.Steps);

        Result result = Finish(resumed);
        Subject done = new(Options);
        done.Trainer.Load(_path);
        Assert.Equal((result.Epochs, false), (done.Trainer.Epochs, done.Trainer.IsInterrupted));
        Assert.Equal(result.Parameters, done.Network.Parameters.ToArray());
    }

    [Fact]
    public void Divergence_after_a_checkpoint_goes_back_to_it()
    {
        TrainerOptions options = new() { BatchSize = 2 };
        Trainer<PlainNetwork<Line>> stopped = new(new(), new Sgd(40) { Momentum = 0.5 }, options);
        using CancellationTokenSource source = new();
        Recorder<BatchReport> batches = new(report =>
        {
            if (report.Batch == 3) source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => stopped.Fit(Samples.LineSet(2000), 1, null, batches, null, source.Token));
        stopped.Save(_path);
        PlainNetwork<Line> network = new();
        Trainer<PlainNetwork<Line>> resumed = new(network, new Sgd(40) { Momentum = 0.5 }, options);
        resumed.Load(_path);
        float[] loaded = network.Parameters.ToArray();

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => resumed.Fit(Samples.LineSet(2000), 1));

        Assert.Contains("back at the checkpoint that was loaded, batch 3 of epoch 1", error.Message, StringComparison.Ordinal);
        Assert.Equal((3L, false), (resumed.Steps, resumed.IsInterrupted));
        Assert.Equal(loaded, network.Parameters.ToArray());
    }

    [Fact]
    public void What_is_taken_up_must_be_the_same_training()
    {
        Subject trainer = new(Options);
        StopAt(8, trainer);
        ArgumentException data = Assert.Throws<ArgumentException>("training", () => trainer.Trainer.Fit(Samples.ThreeClusters(299), 12, Validation));
        Assert.Contains("trained on 600 samples, but the data set has 299", data.Message, StringComparison.Ordinal);
        ArgumentException epochs = Assert.Throws<ArgumentOutOfRangeException>("epochs", () => trainer.Trainer.Fit(Training, 1, Validation));
        Assert.Contains("began its epoch 2 already", epochs.Message, StringComparison.Ordinal);
        Assert.Equal(8, trainer.Trainer.Steps);
    }

    [Fact]
    public void Reports_cannot_start_training_again()
    {
        Subject trainer = new(Options);
        trainer.Trainer.Save(_path);
        Recorder<BatchReport> load = new(_ => trainer.Trainer.Load(_path));
        Assert.Throws<InvalidOperationException>(() => trainer.Trainer.Fit(Training, 1, Validation, load));
        Recorder<BatchReport> fit = new(_ => trainer.Trainer.Fit(Training, 1, Validation));
        Assert.Throws<InvalidOperationException>(() => trainer.Trainer.Fit(Training, 1, Validation, fit));
        Recorder<BatchReport> step = new(_ => trainer.Trainer.Step([1f, 2f], [1f, 0f, 0f]));
        Assert.Throws<InvalidOperationException>(() => trainer.Trainer.Fit(Training, 1, Validation, step));
        Recorder<EpochReport> abandon = new(_ => trainer.Trainer.Abandon());
        Assert.Throws<InvalidOperationException>(() => trainer.Trainer.Fit(Training, 1, Validation, epochProgress: abandon));
    }

    [Fact]
    public void The_language_of_the_thread_does_not_matter()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            new Subject(Options).Trainer.Save(_path);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        new Subject(Options).Trainer.Load(_path);
        Assert.Contains("LearningRate = 0.05,", SafetensorsFile.Read(_path).Metadata["trainer.optimizer"], StringComparison.Ordinal);
    }

    private static (Result Result, int Steps) Uninterrupted()
    {
        Recorder<BatchReport> batches = new();
        Subject subject = new(Options);
        EpochReport[] reports = [.. subject.Trainer.Fit(Training, 12, Validation, batches)];
        return (Result.Of(subject, reports), batches.Reports.Count);
    }

    private static void AssertEqual(Result expected, Result found)
    {
        Assert.Equal(expected.Parameters, found.Parameters);
        Assert.Equal(expected.Reports, found.Reports);
        Assert.Equal((expected.Steps, expected.Epochs, expected.Plateau), (found.Steps, found.Epochs, found.Plateau));
    }

    private static Result Finish(Subject subject) => Result.Of(subject, [.. subject.Trainer.Fit(Training, 12, Validation)]);

    private static void StopAt(int step, Subject subject)
    {
        using CancellationTokenSource source = new();
        Recorder<BatchReport> stop = new(_ =>
        {
            if (subject.Trainer.Steps == step) source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => subject.Trainer.Fit(Training, 12, Validation, stop, null, source.Token));
        Assert.Equal(step, subject.Trainer.Steps);
    }

    // As if the process had died: nothing is written on the way out.
    private long? StepsIn(Checkpointing checkpointing, int failAfter)
    {
        File.Delete(_path);
        TrainerOptions options = Options with { Checkpointing = checkpointing };
        Subject subject = new(options);
        Recorder<BatchReport> fail = new(_ =>
        {
            if (subject.Trainer.Steps == failAfter) throw new InvalidDataException();
        });
        Assert.Throws<InvalidDataException>(() => subject.Trainer.Fit(Training, 12, Validation, fail));
        if (!File.Exists(_path)) return null;
        Subject resumed = new(options);
        resumed.Trainer.Load(_path);
        return resumed.Trainer.Steps;
    }

    private sealed class Subject
    {
        public Subject(TrainerOptions options, ulong seed = 1)
        {
            Network = new(seed);
            Trainer = new(Network, new Adam(0.05), options);
        }

        public PlainNetwork<ThreeClasses> Network { get; }

        public Trainer<PlainNetwork<ThreeClasses>> Trainer { get; }
    }

    private sealed record Result(float[] Parameters, EpochReport[] Reports, long Steps, int Epochs, PlateauState Plateau)
    {
        public static Result Of(Subject subject, EpochReport[] reports) => new(
            subject.Network.Parameters.ToArray(), reports, subject.Trainer.Steps, subject.Trainer.Epochs, subject.Trainer.Plateau);
    }
}
