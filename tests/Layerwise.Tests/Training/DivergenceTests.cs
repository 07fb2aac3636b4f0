namespace Layerwise.Tests.Training;

public class DivergenceTests
{
    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_bad_input_is_named_and_no_step_is_taken_on_it(float bad, string text)
    {
        (float[] inputs, float[] targets) = Samples.Line(10);
        inputs[7] = bad;
        PlainNetwork<Line> network = new();
        float[] parameters = network.Parameters.ToArray();
        Recorder<BatchReport> batches = new(_ => parameters = network.Parameters.ToArray());
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(), new TrainerOptions { BatchSize = 2 });

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => trainer.Fit(new Dataset(inputs, 1, targets, 1), 1, batchProgress: batches));

        int[] order = new int[10];
        Shuffle.ForEpoch(order, seed: 0, epoch: 1);
        int batch = (Array.IndexOf(order, 7) / 2) + 1;
        Assert.Equal((1, batch, null, 7), (error.Epoch, error.Batch, error.Layer, error.Sample));
        Assert.Contains($"epoch 1, batch {batch}: sample 7", error.Message, StringComparison.Ordinal);
        Assert.Contains($"(input 0 is {text})", error.Message, StringComparison.Ordinal);
        Assert.Equal(batch - 1, trainer.Steps);
        Assert.Equal(parameters, network.Parameters.ToArray());
    }

    [Fact]
    public void A_target_that_went_bad_during_training_is_named()
    {
        (float[] inputs, float[] targets) = Samples.Line(4);
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Sgd());
        Recorder<EpochReport> epochs = new(_ => targets[3] = float.NaN);
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => trainer.Fit(new Dataset(inputs, 1, targets, 1), 2, epochProgress: epochs));
        Assert.Equal((2, 3), (error.Epoch, error.Sample));
        Assert.Contains("(target 0 is NaN)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_that_stopped_training_can_be_dropped()
    {
        (float[] inputs, float[] targets) = Samples.Line(40);
        inputs[7] = float.NaN;
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Sgd(), new TrainerOptions { BatchSize = 4 });
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(new Dataset(inputs, 1, targets, 1), 2));
        Assert.Contains("call Abandon", error.Message, StringComparison.Ordinal);
        long steps = trainer.Steps;

        Dataset others = new(Without(inputs, error.Sample!.Value), 1, Without(targets, error.Sample.Value), 1);
        ArgumentException refused = Assert.Throws<ArgumentException>("training", () => trainer.Fit(others, 2));
        Assert.Contains("Call Abandon first", refused.Message, StringComparison.Ordinal);
        Assert.True(trainer.IsInterrupted);
        trainer.Abandon();
        Assert.False(trainer.IsInterrupted);
        Assert.Equal(2, trainer.Fit(others, 2).Count);
        Assert.Equal((steps + 20, 2), (trainer.Steps, trainer.Epochs));

        static float[] Without(float[] values, int index) => [.. values[..index], .. values[(index + 1)..]];
    }

    public static TheoryData<IOptimizer> OptimizersWithSquares { get; } = new(
        new Adam(), new Adam { Amsgrad = true }, new AdamW(), new Nadam(), new RmsProp(), new RmsProp { Centered = true },
        new RmsProp { Momentum = 0.9, Centered = true }, new AdaGrad());

    [Theory]
    [MemberData(nameof(OptimizersWithSquares))]
    public void A_gradient_whose_square_is_infinite_stops_training_before_its_weights_stand_still_for_ever(IOptimizer optimizer)
    {
        PlainNetwork<Line> network = new();
        float[] start = network.Parameters.ToArray();
        Trainer<PlainNetwork<Line>> trainer = new(network, optimizer);

        // A time in milliseconds, twice: as input and, squared by the loss's derivative, in the gradient of 10²⁴.
        Dataset times = OneSample(1.7e12f, 0);
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(times, 1));

        Assert.Equal((1, 1, 0), (error.Epoch, error.Batch, error.Layer));
        Assert.Contains("the numbers that the optimizer keeps for layer 1 (1 → 1, Identity) are not finite", error.Message, StringComparison.Ordinal);
        Assert.Contains("The mean square of the inputs is 2.89·10²⁴; scale them", error.Message, StringComparison.Ordinal);
        Assert.Equal(start, network.Parameters.ToArray());

        // Training went back before the step, state and all: with sound data it goes on.
        trainer.Fit(Samples.LineSet(10), 1);
        Assert.NotEqual(start, network.Parameters.ToArray());
    }

    [Fact]
    public void A_step_by_hand_says_that_it_made_the_state_infinite()
    {
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Adam());
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.Step([1e12f], [0f]));
        Assert.Equal(0, error.Layer);
        Assert.Contains("The step was applied; start again with a new trainer.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validation_data_that_is_not_finite_stops_training_until_it_is()
    {
        float[] inputs = [0.1f, float.NaN];
        Dataset validation = new(inputs, 1, new float[2], 1);
        TrainerOptions options = new() { EarlyStopping = new EarlyStopping(), ReduceOnPlateau = new ReduceOnPlateau { Patience = 0 } };
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Sgd(), options);

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(Samples.LineSet(10), 3, validation));

        Assert.Equal((1, null), (error.Epoch, error.Sample));
        Assert.Contains("sample 1 of the validation data is not finite (input 0 is NaN)", error.Message, StringComparison.Ordinal);
        Assert.True(trainer.IsInterrupted);
        inputs[1] = 0.2f;
        Assert.Equal(3, trainer.Fit(Samples.LineSet(10), 3, validation).Count);
        Assert.Equal(0, trainer.Plateau.Reductions);
    }

    [Fact]
    public void A_network_that_overflows_on_validation_data_has_diverged()
    {
        PlainNetwork<Line> network = new();
        float[] start = network.Parameters.ToArray();
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd());
        Dataset validation = OneSample(3e38f, -3e38f);

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(Samples.LineSet(10), 1, validation));

        Assert.Contains("the validation loss is Infinity. The parameters are back at the start of epoch 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(start, network.Parameters.ToArray());
        Assert.False(trainer.IsInterrupted);
    }

    [Fact]
    public void A_learning_rate_too_large_goes_back_to_the_last_good_start_of_an_epoch()
    {
        PlainNetwork<Line> network = new();
        List<float[]> starts = [network.Parameters.ToArray()];
        Recorder<EpochReport> epochs = new(_ => starts.Add(network.Parameters.ToArray()));
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(40) { Momentum = 0.5 }, new TrainerOptions { BatchSize = 2 });

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => trainer.Fit(Samples.LineSet(10), 1000, epochProgress: epochs));

        Assert.True(error.Epoch > 1);
        Assert.InRange(trainer.Epochs, error.Epoch.Value - 2, error.Epoch.Value - 1);
        Assert.Equal(5 * trainer.Epochs, trainer.Steps);
        Assert.Equal(starts[trainer.Epochs], network.Parameters.ToArray());
        Assert.Contains($"back at the start of epoch {trainer.Epochs + 1}", error.Message, StringComparison.Ordinal);
        Assert.Null(error.Sample);
    }

    [Fact]
    public void Going_back_takes_the_optimizer_along()
    {
        // The same epoch diverges again in the same batch only if momentum and step count went back too.
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Sgd(40) { Momentum = 0.5 }, new TrainerOptions { BatchSize = 2 });
        TrainingDivergedException first = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(Samples.LineSet(10), 1000));
        Recorder<BatchReport> batches = new();
        TrainingDivergedException second = Assert.Throws<TrainingDivergedException>(
            () => trainer.Fit(Samples.LineSet(10), 1000, batchProgress: batches));
        Assert.Equal((first.Epoch, first.Batch), (second.Epoch, second.Batch));
        Assert.NotEmpty(batches.Reports);
    }

    [Fact]
    public void A_step_into_infinity_at_the_very_end_is_taken_back()
    {
        PlainNetwork<Line> network = new(seed: 1);
        float[] start = network.Parameters.ToArray();
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd(3e38));
        float[] inputs = [1e3f];
        float[] targets = [1e3f];

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => trainer.Fit(new Dataset(inputs, 1, targets, 1), 1));

        Assert.Equal((1, 1, 0), (error.Epoch, error.Batch, error.Layer));
        Assert.Contains("parameters of layer 1 (1 → 1, Identity)", error.Message, StringComparison.Ordinal);
        Assert.Equal(start, network.Parameters.ToArray());
        Assert.Equal((0L, 0), (trainer.Steps, trainer.Epochs));
    }

    [Fact]
    public void The_first_layer_with_bad_outputs_is_named()
    {
        PlainNetwork<ThreeLayers> network = Constant(1);
        network.Parameters[4..8].Fill(2e38f);
        Assert.Equal((1, "outputs of layer 2 (2 → 2, Identity)"), Diverge(network, target: 0));
    }

    [Fact]
    public void Bad_gradients_are_traced_to_where_the_backward_pass_met_them()
    {
        // Every output is finite. The second layer's are 2.3e19, the derivative with respect to the last one's is 1.8e20: their product overflows
        // in the last layer's gradients. On its way to the first layer the derivative passes weights of 1e18 and overflows once more.
        PlainNetwork<ThreeLayers> network = Constant(1);
        network.Parameters[4..10].Fill(1e18f);
        Assert.Equal((2, "gradients of layer 3 (2 → 1, Identity)"), Diverge(network, target: -4.6e19f, input: 10));
    }

    [Fact]
    public void A_gradient_that_overflows_stops_training_while_the_loss_is_still_finite()
    {
        // Weights of 0 hide the input of 1e30 from the loss of 1e20, but not from the gradient of 2e40.
        PlainNetwork<Line> network = new();
        network.Parameters.Clear();
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd());

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.Step([1e30f], [1e10f]));

        Assert.Equal(0, error.Layer);
        Assert.Contains("gradients of layer 1", error.Message, StringComparison.Ordinal);
        Assert.Equal([0f, 0f], network.Parameters.ToArray());
    }

    [Fact]
    public void A_loss_that_overflows_alone_is_named()
    {
        Assert.Equal((null, "the loss is Infinity"), Diverge(Constant(0.5f), target: 1e20f));
    }

    [Fact]
    public void A_step_by_hand_that_would_diverge_leaves_everything_as_it_was()
    {
        PlainNetwork<Line> network = new();
        Trainer<PlainNetwork<Line>> trainer = new(network, new Sgd());
        trainer.Step([1f], [2f]);
        float[] before = network.Parameters.ToArray();

        TrainingDivergedException data = Assert.Throws<TrainingDivergedException>(() => trainer.Step([1f, float.NaN], [1f, 1f]));
        Assert.Equal((null, null, null, 1), (data.Epoch, data.Batch, data.Layer, data.Sample));
        Assert.Contains("step 2: sample 1 of the batch", data.Message, StringComparison.Ordinal);

        TrainingDivergedException loss = Assert.Throws<TrainingDivergedException>(() => trainer.Step([1f], [3e38f]));
        Assert.Null(loss.Sample);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal(1, trainer.Steps);
    }

    private static Dataset OneSample(float input, float target) => new(new[] { input }, 1, new[] { target }, 1);

    private static PlainNetwork<ThreeLayers> Constant(float value)
    {
        PlainNetwork<ThreeLayers> network = new();
        network.Parameters.Fill(value);
        return network;
    }

    private static (int? Layer, string What) Diverge(PlainNetwork<ThreeLayers> network, float target, float input = 1)
    {
        float[] before = network.Parameters.ToArray();
        Dataset sample = OneSample(input, target);
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => new Trainer<PlainNetwork<ThreeLayers>>(network, new Sgd()).Fit(sample, 1));
        Assert.Equal(before, network.Parameters.ToArray());
        string what = error.Message.Split(": ", 2)[1].Split(". ", 2)[0].Replace(" are not finite", "", StringComparison.Ordinal);
        return (error.Layer, what.StartsWith("the loss", StringComparison.Ordinal) ? what : what["the ".Length..]);
    }
}
