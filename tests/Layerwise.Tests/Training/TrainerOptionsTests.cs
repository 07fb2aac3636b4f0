namespace Layerwise.Tests.Training;

/// <summary>What the trainer does between the gradients and the step, and when it ends.</summary>
public class TrainerOptionsTests
{
    [Fact]
    public void Schedule_and_plateau_multiply_the_learning_rate()
    {
        TrainerOptions options = new()
        {
            BatchSize = 4,
            Schedule = new StepSchedule(2) { Decay = 0.5 },
            ReduceOnPlateau = new ReduceOnPlateau { Patience = 0, Threshold = 0.99, Decay = 0.1 },
        };
        Trainer<PlainNetwork<Line>> trainer = new(new(seed: 1), new Sgd(0.01), options);

        IReadOnlyList<EpochReport> reports = trainer.Fit(Samples.LineSet(10), 4, Samples.LineSet(10));

        // The first epoch sets the best loss; nothing then improves it by 99 %.
        double[] expected = [0.01, 0.01, 0.0005, 0.00005];
        Assert.Equal(expected, reports.Select(report => Math.Round(report.LearningRate, 12)));
        Assert.Equal(3, trainer.Plateau.Reductions);
    }

    [Fact]
    public void A_schedule_counts_steps_and_epochs_over_the_whole_training()
    {
        Recording schedule = new();
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Sgd(), new TrainerOptions { BatchSize = 4, Schedule = schedule });
        trainer.Fit(Samples.LineSet(10), 1);
        trainer.Fit(Samples.LineSet(10), 1);
        trainer.Step([1f], [1f]);
        Assert.Equal([(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 3)], schedule.Asked);
    }

    [Fact]
    public void A_rate_of_0_leaves_the_parameters_alone()
    {
        PlainNetwork<Line> network = new(seed: 1);
        float[] before = network.Parameters.ToArray();
        TrainerOptions options = new() { Schedule = new ExponentialSchedule(0) };
        Trainer<PlainNetwork<Line>> trainer = new(network, new Adam(), options);
        trainer.Fit(Samples.LineSet(5), 1);
        float[] afterFirst = network.Parameters.ToArray();
        Assert.NotEqual(before, afterFirst);
        trainer.Fit(Samples.LineSet(5), 1);
        Assert.Equal(afterFirst, network.Parameters.ToArray());
    }

    [Fact]
    public void Clipping_bounds_the_step_and_reports_the_norm_before()
    {
        PlainNetwork<Line> network = new(seed: 1);
        float[] before = network.Parameters.ToArray();
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(1), new TrainerOptions { ClipNorm = 0.001 });
        EpochReport report = trainer.Fit(Samples.LineSet(10), 1)[0];
        Assert.Equal(0.001, Distance(before, network), 1e-6);
        Assert.True(report.GradientNorm > 0.1);
        Assert.Null(new Trainer<PlainNetwork<Line>>(network, new Sgd()).Fit(Samples.LineSet(10), 1)[0].GradientNorm);
    }

    [Fact]
    public void Values_are_clipped_before_the_norm()
    {
        PlainNetwork<Line> network = new();
        network.Parameters.Clear();
        float[] before = network.Parameters.ToArray();
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(1), new TrainerOptions { ClipValue = 0.5, ClipNorm = 0.25 });
        trainer.Step([1000f], [-1f]); // gradients 2000 and 2, clipped to equal ones
        Assert.Equal(network.Parameters[0], network.Parameters[1]);
        Assert.Equal(0.25, Distance(before, network), 1e-6);
    }

    [Fact]
    public void Without_improvement_training_ends_and_the_best_epoch_comes_back()
    {
        PlainNetwork<Line> network = new(seed: 1);
        List<float[]> ends = [];
        Recorder<EpochReport> epochs = new(_ => ends.Add(network.Parameters.ToArray()));
        // A rate just past stability: the loss falls while the stable direction learns, then the other one takes over.
        TrainerOptions options = new() { BatchSize = 10, EarlyStopping = new EarlyStopping { Patience = 3 } };
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(0.8), options);

        IReadOnlyList<EpochReport> reports = trainer.Fit(Samples.LineSet(10), 500, Samples.LineSet(10), epochProgress: epochs);

        int best = Enumerable.Range(0, reports.Count).MinBy(i => reports[i].Validation!.Value.Loss);
        Assert.True(reports.Count < 500);
        Assert.Equal(best + 1 + 3, reports.Count);
        Assert.Equal(ends[best], network.Parameters.ToArray());
        Assert.Equal((best + 1, best + 1L), (trainer.Epochs, trainer.Steps));
        Assert.Equal(reports[best].Validation, trainer.Evaluate(Samples.LineSet(10)));
    }

    [Fact]
    public void An_improvement_smaller_than_the_minimal_one_does_not_count()
    {
        TrainerOptions options = new() { EarlyStopping = new EarlyStopping { Patience = 2, MinimalImprovement = 100 } };
        Trainer<PlainNetwork<Line>> trainer = new(new(seed: 1), new Sgd(0.1), options);
        Assert.Equal(3, trainer.Fit(Samples.LineSet(10), 50, Samples.LineSet(10)).Count);
        Assert.Equal(1, trainer.Epochs);
    }

    [Fact]
    public void A_run_that_is_not_stopped_also_ends_at_its_best_epoch()
    {
        PlainNetwork<Line> network = new(seed: 1);
        TrainerOptions options = new() { EarlyStopping = new EarlyStopping { Patience = 100, MinimalImprovement = 100 } };
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(0.1), options);
        Assert.Equal(5, trainer.Fit(Samples.LineSet(10), 5, Samples.LineSet(10)).Count);
        Assert.Equal(1, trainer.Epochs);
    }

    [Fact]
    public void Early_stopping_without_validation_data_is_refused()
    {
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Sgd(), new TrainerOptions { EarlyStopping = new EarlyStopping() });
        Assert.Throws<ArgumentException>("validation", () => trainer.Fit(Samples.LineSet(3), 1));
        Assert.Equal(0, trainer.Steps);
    }

    [Fact]
    public void Divergence_takes_the_plateau_back()
    {
        TrainerOptions options = new() { BatchSize = 10, ReduceOnPlateau = new ReduceOnPlateau { Patience = 0, Decay = 0.99 } };
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Sgd(40) { Momentum = 0.5 }, options);
        List<PlateauState> starts = [default];
        Recorder<EpochReport> epochs = new(_ => starts.Add(trainer.Plateau));
        Assert.Throws<TrainingDivergedException>(() => trainer.Fit(Samples.LineSet(10), 1000, epochProgress: epochs));
        Assert.NotEqual(starts[^1], trainer.Plateau);
        Assert.Equal(starts[trainer.Epochs], trainer.Plateau);
    }

    [Fact]
    public void Steps_per_epoch_count_the_last_batch()
    {
        TrainerOptions options = new() { BatchSize = 32 };
        Assert.Equal((0, 1), (options.StepsPerEpoch(0), options.StepsPerEpoch(1)));
        Assert.Equal((1, 2), (options.StepsPerEpoch(32), options.StepsPerEpoch(33)));
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => options.StepsPerEpoch(-1));
    }

    [Fact]
    public void Steps_with_every_option_allocate_nothing()
    {
        List<long> allocated = new(capacity: 256);
        Recorder<BatchReport> batches = new(_ => allocated.Add(GC.GetAllocatedBytesForCurrentThread()));
        TrainerOptions options = new()
        {
            BatchSize = 8,
            Schedule = new OneCycleSchedule(42),
            ReduceOnPlateau = new ReduceOnPlateau(),
            ClipValue = 1,
            ClipNorm = 1,
            EarlyStopping = new EarlyStopping(),
        };
        Trainer<PlainNetwork<ThreeClasses>> trainer = new(new(), new RmsProp { Momentum = 0.5, Centered = true }, options);

        trainer.Fit(Samples.ThreeClusters(50), 6, batchProgress: batches, validation: Samples.ThreeClusters(9));

        Assert.Equal(6 * 7, allocated.Count);
        // The plain network allocates in Evaluate, between the epochs: only steps of one epoch are compared. The runtime takes some itself, in few of them.
        Assert.InRange(allocated.Skip(7).Chunk(7).Count(static epoch => epoch.Distinct().Count() > 1), 0, 2);
    }

    private static double Distance(float[] from, PlainNetwork<Line> to) =>
        Math.Sqrt(Enumerable.Range(0, from.Length).Sum(i => Math.Pow(from[i] - (double)to.Parameters[i], 2)));

    private sealed class Recording : ISchedule
    {
        public List<(long Step, int Epoch)> Asked { get; } = [];

        public double Factor(long step, int epoch)
        {
            Asked.Add((step, epoch));
            return 1;
        }
    }
}
