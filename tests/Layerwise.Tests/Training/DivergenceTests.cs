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
    public void A_bad_target_is_named()
    {
        (float[] inputs, float[] targets) = Samples.Line(4);
        targets[3] = float.NaN;
        Trainer<PlainNetwork<Line>> trainer = new(new(), new Sgd());
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => trainer.Fit(new Dataset(inputs, 1, targets, 1), 1));
        Assert.Equal(3, error.Sample);
        Assert.Contains("(target 0 is NaN)", error.Message, StringComparison.Ordinal);
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
        Assert.Contains("parameters of layer 0 (1 → 1, Identity)", error.Message, StringComparison.Ordinal);
        Assert.Equal(start, network.Parameters.ToArray());
        Assert.Equal((0L, 0), (trainer.Steps, trainer.Epochs));
    }

    [Fact]
    public void The_first_layer_with_bad_outputs_is_named()
    {
        PlainNetwork<ThreeLayers> network = Constant(1);
        network.Parameters[4..8].Fill(2e38f);
        Assert.Equal((1, "outputs of layer 1 (2 → 2, Identity)"), Diverge(network, target: 0));
    }

    [Fact]
    public void Bad_gradients_are_traced_to_where_the_backward_pass_met_them()
    {
        // Every output is finite. The second layer's are 2.3e19, the derivative by the last one's is 1.8e20: their product overflows
        // in the last layer's gradients. On its way to the first layer the derivative passes weights of 1e18 and overflows once more.
        PlainNetwork<ThreeLayers> network = Constant(1);
        network.Parameters[4..10].Fill(1e18f);
        Assert.Equal((2, "gradients of layer 2 (2 → 1, Identity)"), Diverge(network, target: -4.6e19f, input: 10));
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

    private static PlainNetwork<ThreeLayers> Constant(float value)
    {
        PlainNetwork<ThreeLayers> network = new();
        network.Parameters.Fill(value);
        return network;
    }

    private static (int? Layer, string What) Diverge(PlainNetwork<ThreeLayers> network, float target, float input = 1)
    {
        float[] before = network.Parameters.ToArray();
        Dataset sample = new(new[] { input }, 1, new[] { target }, 1);
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => new Trainer<PlainNetwork<ThreeLayers>>(network, new Sgd()).Fit(sample, 1));
        Assert.Equal(before, network.Parameters.ToArray());
        string what = error.Message.Split(": ", 2)[1].Split(". ", 2)[0].Replace(" are not finite", "", StringComparison.Ordinal);
        return (error.Layer, what.StartsWith("the loss", StringComparison.Ordinal) ? what : what["the ".Length..]);
    }
}
