namespace Layerwise.Tests.Training;

public class TrainerTests
{
    [Fact]
    public void Separable_clusters_are_learned()
    {
        (Dataset training, Dataset validation) = Samples.ThreeClusters(300).Split(0.8, seed: 4);
        Trainer<PlainNetwork<ThreeClasses>> trainer = new(new(seed: 1), new Adam(0.05));

        IReadOnlyList<EpochReport> reports = trainer.Fit(training, 20, validation);

        Assert.Equal(1f, reports[^1].Training.Accuracy);
        Assert.Equal(1f, reports[^1].Validation?.Accuracy);
        Assert.True(reports[^1].Training.Loss < 0.2f * reports[0].Training.Loss);
        Assert.InRange(reports[^1].Validation!.Value.Loss, 0, 0.2f);
    }

    // As Progress of .NET calls: what is saved, evaluated or examined there would be half of one step and half of the next.
    [Fact]
    public void Another_thread_is_refused_while_training_runs()
    {
        using var trainer = new Trainer<PlainNetwork<ThreeClasses>>(new(seed: 1), new Adam(0.05));
        Dataset clusters = Samples.ThreeClusters(30);
        string folder = Directory.CreateTempSubdirectory().FullName;
        List<string> messages = [];
        trainer.Fit(clusters, 1, epochProgress: new SynchronousProgress<EpochReport>(_ =>
        {
            Action[] calls = [() => trainer.Save(Path.Combine(folder, "there")), () => trainer.Evaluate(clusters), () => trainer.Examine(clusters)];
            messages.AddRange(calls.Select(static call => Assert.IsType<InvalidOperationException>(OnAnotherThread(call)).Message));
            trainer.Save(Path.Combine(folder, "here"));
        }));

        Assert.Equal(["Save", "Evaluate", "Examine"], messages.Select(static message => message.Split("changes what ")[1].Split(' ')[0]));
        Assert.Equal(["here"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
        Assert.Null(OnAnotherThread(() => trainer.Save(Path.Combine(folder, "there"))));
        Directory.Delete(folder, recursive: true);

        static Exception? OnAnotherThread(Action call)
        {
            Exception? exception = null;
            var thread = new Thread(() => exception = Record.Exception(call));
            thread.Start();
            thread.Join();
            return exception;
        }
    }

    [Fact]
    public void One_sigmoid_output_is_learned()
    {
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
        float[] or = [0, 1, 1, 1];
        Trainer<PlainNetwork<YesOrNo>> trainer = new(new(seed: 1), new Sgd(1) { Momentum = 0.9 });
        Assert.Equal(1f, trainer.Fit(new Dataset(inputs, 2, or, 1), 100)[^1].Training.Accuracy);
    }

    [Fact]
    public void A_line_is_fitted_and_has_no_accuracy()
    {
        PlainNetwork<Line> network = new();
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(0.5), new TrainerOptions { BatchSize = 8 });

        IReadOnlyList<EpochReport> reports = trainer.Fit(Samples.LineSet(40), 200);

        Assert.Null(reports[^1].Training.Accuracy);
        Assert.Equal(3f, network.Parameters[0], 1e-3f);
        Assert.Equal(-1f, network.Parameters[1], 1e-3f);
    }

    [Fact]
    public void The_last_batch_is_the_mean_over_what_remains()
    {
        const float rate = 0.125f;
        (float[] inputs, float[] targets) = Samples.Line(5);
        PlainNetwork<Line> network = new(seed: 2);
        float weight = network.Parameters[0];
        float bias = network.Parameters[1];
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(rate), new TrainerOptions { BatchSize = 3, Seed = 6 });

        EpochReport report = trainer.Fit(new Dataset(inputs, 1, targets, 1), 1)[0];

        int[] order = new int[5];
        Shuffle.ForEpoch(order, seed: 6, epoch: 1);
        float lossSum = 0;
        foreach (int[] batch in order.Chunk(3))
        {
            float weightSum = 0;
            float biasSum = 0;
            foreach (int i in batch)
            {
                float error = (weight * inputs[i]) + bias - targets[i];
                lossSum += error * error;
                weightSum += 2 * error * inputs[i];
                biasSum += 2 * error;
            }

            weight -= rate * weightSum / batch.Length;
            bias -= rate * biasSum / batch.Length;
        }

        Assert.Equal(weight, network.Parameters[0], 1e-6f);
        Assert.Equal(bias, network.Parameters[1], 1e-6f);
        Assert.Equal(lossSum / 5, report.Training.Loss, 1e-6f);
        Assert.Equal(2, trainer.Steps);
    }

    [Fact]
    public void Evaluation_is_the_mean_over_all_samples_whatever_the_batch_size()
    {
        Dataset samples = Samples.ThreeClusters(20);
        Evaluation Evaluate(int batchSize) => new Trainer<PlainNetwork<ThreeClasses>>(
            new(seed: 3), new Sgd(), new TrainerOptions { BatchSize = batchSize }).Evaluate(samples);

        Evaluation whole = Evaluate(20);
        Evaluation parts = Evaluate(7);
        Assert.InRange(whole.Accuracy!.Value, 0.05f, 0.95f);
        Assert.Equal(whole.Accuracy, parts.Accuracy);
        Assert.Equal(whole.Loss, parts.Loss, 1e-6f);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        Assert.Equal(Trained(seed: 1, 3), Trained(seed: 1, 3));
        Assert.NotEqual(Trained(seed: 1, 3), Trained(seed: 2, 3));
    }

    [Fact]
    public void Two_calls_of_Fit_continue_where_one_would()
    {
        Assert.Equal(Trained(seed: 1, 5), Trained(seed: 1, 2, 3));
        Assert.NotEqual(Trained(seed: 1, 5), Trained(seed: 1, 2, 2));
    }

    [Fact]
    public void Steps_by_hand_equal_those_of_Fit()
    {
        (float[] inputs, float[] targets) = Samples.Line(4);
        PlainNetwork<Line> fitted = new(seed: 1);
        PlainNetwork<Line> stepped = new(seed: 1);
        int[] order = new int[4];
        Shuffle.ForEpoch(order, seed: 0, epoch: 1);
        float[] shuffledInputs = [.. order.Select(i => inputs[i])];
        float[] shuffledTargets = [.. order.Select(i => targets[i])];

        float epochLoss = new Trainer<PlainNetwork<Line>>(fitted, new Adam()).Fit(new Dataset(inputs, 1, targets, 1), 1)[0].Training.Loss;
        Trainer<PlainNetwork<Line>> trainer = new(stepped, new Adam());
        float loss = trainer.Step(shuffledInputs, shuffledTargets);

        Assert.Equal(epochLoss, loss);
        Assert.Equal(fitted.Parameters.ToArray(), stepped.Parameters.ToArray());
        Assert.Equal((1L, 0), (trainer.Steps, trainer.Epochs));
    }

    [Fact]
    public void Every_batch_and_epoch_is_reported()
    {
        Recorder<BatchReport> batches = new();
        Recorder<EpochReport> epochs = new();
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Sgd(), new TrainerOptions { BatchSize = 4 });

        IReadOnlyList<EpochReport> reports = trainer.Fit(Samples.LineSet(10), 2, Samples.LineSet(3), batches, epochs);

        Assert.Equal(
            [(1, 1, 3), (1, 2, 3), (1, 3, 3), (2, 1, 3), (2, 2, 3), (2, 3, 3)],
            batches.Reports.Select(b => (b.Epoch, b.Batch, b.BatchCount)));
        Assert.Equal(reports, epochs.Reports);
        Assert.Equal([1, 2], reports.Select(r => r.Epoch));
        Assert.All(reports, r => Assert.NotNull(r.Validation));
        float mean = batches.Reports.Take(3).Zip([4, 4, 2], (b, rows) => b.Loss * rows).Sum() / 10;
        Assert.Equal(mean, reports[0].Training.Loss, 1e-6f);
        Assert.Equal((6L, 2), (trainer.Steps, trainer.Epochs));
    }

    [Fact]
    public void Cancelling_keeps_the_last_whole_step()
    {
        using CancellationTokenSource source = new();
        PlainNetwork<Line> network = new();
        float[] afterFourth = [];
        Recorder<BatchReport> batches = new(report =>
        {
            if (report is not { Epoch: 2, Batch: 1 }) return;
            afterFourth = network.Parameters.ToArray();
            source.Cancel();
        });
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(), new TrainerOptions { BatchSize = 4 });

        Assert.Throws<OperationCanceledException>(
            () => trainer.Fit(Samples.LineSet(10), 5, batchProgress: batches, cancellationToken: source.Token));

        Assert.Equal(4, batches.Reports.Count);
        Assert.Equal((4L, 1), (trainer.Steps, trainer.Epochs));
        Assert.Equal(afterFourth, network.Parameters.ToArray());
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        List<long> allocated = new(capacity: 256);
        Recorder<BatchReport> batches = new(_ => allocated.Add(GC.GetAllocatedBytesForCurrentThread()));
        Trainer<PlainNetwork<ThreeClasses>> trainer = new(new(), new Adam(), new TrainerOptions { BatchSize = 8 });

        trainer.Fit(Samples.ThreeClusters(50), 6, batchProgress: batches);

        // The first epoch warms up. The others are counted from batch to batch, across the epochs' borders. The runtime takes some itself, in few of them.
        Assert.Equal(6 * 7, allocated.Count);
        Assert.InRange(allocated.Skip(7).Distinct().Count(), 1, 4);
    }

    [Fact]
    public void Impossible_arguments_are_refused_by_name()
    {
        PlainNetwork<Line> network = new();
        Assert.Throws<ArgumentNullException>("network", () => new Trainer<PlainNetwork<Line>>(null!, new Sgd()));
        Assert.Throws<ArgumentNullException>("optimizer", () => new Trainer<PlainNetwork<Line>>(network, null!));
        Assert.Throws<ArgumentOutOfRangeException>("BatchSize", () => new TrainerOptions { BatchSize = 0 });

        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(), new TrainerOptions { BatchSize = 2 });
        Dataset fits = Samples.LineSet(3);
        Dataset foreign = Samples.ThreeClusters(3);
        ArgumentException error = Assert.Throws<ArgumentException>("training", () => trainer.Fit(foreign, 1));
        Assert.Contains("1 input and 1 target", error.Message, StringComparison.Ordinal);
        Assert.Contains("has 2 inputs and a label of 3 classes", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("validation", () => trainer.Fit(fits, 1, foreign));
        Assert.Throws<ArgumentException>("samples", () => trainer.Evaluate(foreign));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => trainer.Fit(fits, 0));
        Assert.Throws<ArgumentException>("inputs", () => trainer.Step(new float[3], new float[3]));
        Assert.Throws<ArgumentException>("inputs", () => trainer.Step([], []));
        Assert.Throws<ArgumentException>("targets", () => trainer.Step(new float[2], new float[1]));
        Assert.Equal(0, trainer.Steps);
    }

    [Fact]
    public void A_batch_that_no_memory_holds_is_refused()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => new Trainer<PlainNetwork<ThreeClasses>>(new(), new Adam(), new TrainerOptions { BatchSize = int.MaxValue }));
        Assert.Contains("choose a smaller BatchSize", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_inside_a_step_is_refused()
    {
        Trainer<PlainNetwork<Line>>? trainer = null;
        PlainNetwork<Line> network = new() { Pass = _ => trainer!.Step([1f], [1f]) };
        trainer = new(network, new Sgd());
        Assert.Throws<InvalidOperationException>(() => trainer.Step([1f], [1f]));
        Assert.Equal(0, trainer.Steps);
    }

    [Fact]
    public void An_evaluation_inside_a_pass_is_refused()
    {
        Dataset samples = new(new float[] { 1 }, 1, new float[] { 1 }, 1);
        Trainer<PlainNetwork<Line>>? trainer = null;
        PlainNetwork<Line> network = new() { Pass = _ => trainer!.Evaluate(samples) };
        trainer = new(network, new Sgd());
        Assert.Throws<InvalidOperationException>(() => trainer.Step([1f], [1f]));
        Assert.Equal(0, trainer.Steps);
    }

    [Fact]
    public void An_evaluation_inside_the_optimizer_is_refused_and_one_inside_a_report_is_not()
    {
        Dataset samples = new(new float[] { 1, 2 }, 1, new float[] { 1, 3 }, 1);
        Trainer<PlainNetwork<Line>>? trainer = null;
        trainer = new(new PlainNetwork<Line>(), new Calling(() => trainer!.Evaluate(samples)));
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(samples, epochs: 1));

        Trainer<PlainNetwork<Line>> other = new(new PlainNetwork<Line>(), new Sgd(), new TrainerOptions { BatchSize = 1 });
        List<float> losses = [];
        other.Fit(samples, epochs: 1, batchProgress: new Recorder<BatchReport>(_ => losses.Add(other.Evaluate(samples).Loss)));
        Trainer<PlainNetwork<Line>> quiet = new(new PlainNetwork<Line>(), new Sgd(), new TrainerOptions { BatchSize = 1 });
        quiet.Fit(samples, epochs: 1);
        Assert.Equal(2, losses.Count);
        Assert.Equal(quiet.Evaluate(samples).Loss, losses[^1]);
    }

    // Plain gradient descent that calls something first.
    private sealed record Calling(Action Call) : IOptimizer
    {
        public double LearningRate => 0.1;

        public int StateLength(int parameterCount) => 0;

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> state, long step, double rateFactor = 1)
        {
            Call();
            for (int i = 0; i < parameters.Length; i++) parameters[i] -= (float)(LearningRate * rateFactor) * gradients[i];
        }
    }

    private static float[] Trained(ulong seed, params int[] epochs)
    {
        PlainNetwork<ThreeClasses> network = new(seed: 1);
        Trainer<PlainNetwork<ThreeClasses>> trainer = new(network, new Adam(), new TrainerOptions { BatchSize = 7, Seed = seed });
        Dataset samples = Samples.ThreeClusters(60);
        foreach (int count in epochs) trainer.Fit(samples, count);
        return network.Parameters.ToArray();
    }
}
