using Layerwise.Tests.Training;

namespace Layerwise.Tests.Health;

/// <summary>What is seen while training is what an examination of the same samples shows, and watching changes nothing.</summary>
public class HealthWatchTests
{
    // 1 → 2 → 2 → 1.
    private const int FirstBiases = 2;

    private static readonly HealthWatch EveryStep = new() { EverySteps = 1 };

    private static PlainNetwork<ThreeLayers> Sound
    {
        get
        {
            PlainNetwork<ThreeLayers> network = new();
            new float[] { 1, -1, 0.1f, 0.2f, 0.5f, -0.5f, 0.4f, 0.6f, 0, 0, 1, -1, 0 }.CopyTo(network.Parameters);
            return network;
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(32)]
    [InlineData(7)]
    public void It_sees_what_an_examination_of_the_same_samples_shows(int batchSize)
    {
        Dataset samples = Samples.LineSet(280);
        HealthReport expected = HealthReport.Of(Sound, samples, maxSamples: 280);
        HealthReport found = Watched(Sound, samples, new HealthWatch { EverySteps = 1, Samples = 280 }, batchSize)[0].Health!;
        Assert.Equal(280, found.Samples);
        Assert.Equal(expected.Loss, found.Loss, 1e-4 * expected.Loss);
        Assert.Equal(expected.Findings, found.Findings.Where(static finding => finding.Problem != HealthProblem.SmallUpdates));
        for (int layer = 0; layer < 3; layer++)
        {
            LayerHealth wanted = expected.Layers[layer], seen = found.Layers[layer];
            Assert.Equal(wanted.MeanSquare, seen.MeanSquare, 1e-4 * wanted.MeanSquare);
            Assert.Equal((wanted.DeadUnits, wanted.SaturatedUnits), (seen.DeadUnits, seen.SaturatedUnits));
            if (batchSize == 256) Assert.True(seen.Gradient > 0);
        }
    }

    [Fact]
    public void Gradient_and_step_are_those_of_an_examination()
    {
        Dataset samples = Samples.LineSet(256);
        PlainNetwork<ThreeLayers> network = Sound;
        TrainerOptions options = new() { BatchSize = 256, Health = EveryStep };
        using Trainer<PlainNetwork<ThreeLayers>> trainer = new(network, new Adam(0.01), options);
        HealthReport expected = trainer.Examine(samples);
        HealthReport found = trainer.Fit(samples, epochs: 1)[0].Health!;
        for (int layer = 0; layer < 3; layer++)
        {
            Assert.Equal(expected.Layers[layer].Gradient, found.Layers[layer].Gradient, 1e-4 * expected.Layers[layer].Gradient);
            Assert.Equal(expected.Layers[layer].UpdateRatio!.Value, found.Layers[layer].UpdateRatio!.Value, 1e-3 * expected.Layers[layer].UpdateRatio!.Value);
        }

        Assert.Equal(expected.Findings.Select(static finding => (finding.Problem, finding.Layer)), found.Findings.Select(static finding => (finding.Problem, finding.Layer)));
    }

    [Fact]
    public void Dead_units_equal_outputs_and_layers_without_gradient_are_found()
    {
        PlainNetwork<ThreeLayers> network = Sound;
        network.Parameters.Slice(FirstBiases, 2).Fill(-1000);
        EpochReport epoch = Watched(network, Samples.LineSet(300), EveryStep)[0];
        Assert.Equal([HealthProblem.DeadUnits, HealthProblem.EqualOutputs, HealthProblem.NoGradient], Problems(epoch, HealthProblem.SmallUpdates));
        Assert.Contains("\n  Layer 1 (1 → 2, Relu) has 2 dead units of 2: ", epoch.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_that_any_batch_wakes_is_alive()
    {
        PlainNetwork<ThreeLayers> network = Sound;
        network.Parameters[FirstBiases] = -0.99f;
        network.Parameters[FirstBiases + 1] = 1;
        float[] inputs = new float[256];
        inputs[200] = 1;
        Assert.Equal(0, Watched(network, new Dataset(inputs, 1, new float[256], 1), EveryStep)[0].Health!.Layers[0].DeadUnits);
    }

    [Fact]
    public void Saturated_units_are_counted_over_batches()
    {
        PlainNetwork<HiddenSigmoid> network = new(seed: 1);
        network.Parameters[..2].Fill(1000);
        Dataset samples = new(Enumerable.Range(1, 256).Select(static i => i / 40f).ToArray(), 1, new float[256], 1);
        Assert.Contains(HealthProblem.SaturatedUnits, Problems(Watched(network, samples, EveryStep)[0]));
    }

    [Fact]
    public void Inputs_of_another_size_are_found()
    {
        Dataset samples = new(Enumerable.Range(1, 256).Select(static i => i * 10f).ToArray(), 1, new float[256], 1);
        Assert.Equal(HealthProblem.UnscaledInputs, Problems(Watched(Sound, samples, EveryStep)[0])[0]);
    }

    [Fact]
    public void A_loss_that_never_moves_is_found_after_five_epochs()
    {
        IReadOnlyList<EpochReport> epochs = Watched(Sound, Samples.LineSet(256), EveryStep, epochs: 6);
        Assert.DoesNotContain(HealthProblem.StalledLoss, Problems(epochs[3]));
        Assert.Contains(HealthProblem.StalledLoss, Problems(epochs[4]));
        Assert.Matches("^The loss was [0-9.]+ in the first of 6 epochs and has not moved by 1 % since: ", epochs[5].Health!.Findings[^1].Message);

        using Trainer<PlainNetwork<ThreeLayers>> learning = new(Sound, new Adam(0.01), new TrainerOptions { BatchSize = 32, Health = EveryStep });
        Assert.All(learning.Fit(Samples.LineSet(256), epochs: 8), static epoch => Assert.DoesNotContain(HealthProblem.StalledLoss, Problems(epoch)));
    }

    [Fact]
    public void One_huge_gradient_silences_the_weights_of_adam_and_is_found_by_the_steps()
    {
        (float[] inputs, float[] targets) = Samples.Line(256);
        using Trainer<PlainNetwork<ThreeLayers>> trainer = new(Sound, new Adam(0.001), new TrainerOptions { BatchSize = 256, Health = EveryStep });
        float[] huge = Array.ConvertAll(targets, static _ => 1e12f);
        trainer.Step(inputs, huge);
        Assert.Contains(HealthProblem.SmallUpdates, Problems(trainer.Fit(new Dataset(inputs, 1, targets, 1), epochs: 300)[^1]));
    }

    [Fact]
    public void An_epoch_without_enough_looks_has_no_report()
    {
        Dataset samples = Samples.LineSet(320);
        IReadOnlyList<EpochReport> epochs = Watched(Sound, samples, new HealthWatch { EverySteps = 10 }, batchSize: 32, epochs: 9);
        Assert.All(epochs.Take(7), static epoch => Assert.Null(epoch.Health));
        Assert.Equal(256, epochs[7].Health!.Samples);
        Assert.Null(epochs[8].Health);
        Assert.All(Watched(Sound, samples, watch: null), static epoch => Assert.Null(epoch.Health));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Watching_changes_no_bit_of_the_training(int threads)
    {
        float[] Trained(HealthWatch? watch)
        {
            PlainNetwork<ThreeLayers> network = Sound;
            using Trainer<PlainNetwork<ThreeLayers>> trainer = new(network, new Adam(0.01), new TrainerOptions { BatchSize = 96, ClipNorm = 1, Threads = threads, Health = watch });
            trainer.Fit(Samples.LineSet(500), epochs: 3);
            return network.Parameters.ToArray();
        }

        Assert.Equal(Trained(null), Trained(EveryStep));
    }

    [Fact]
    public void The_log_of_epochs_has_what_was_found()
    {
        string path = Path.Combine(Path.GetTempPath(), $"layerwise-health-{Guid.NewGuid():N}.csv");
        try
        {
            PlainNetwork<ThreeLayers> network = Sound;
            network.Parameters.Slice(FirstBiases, 2).Fill(-1000);
            using Trainer<PlainNetwork<ThreeLayers>> trainer = new(network, new Adam(0.001), new TrainerOptions { BatchSize = 64, Health = EveryStep });
            trainer.Fit(Samples.LineSet(256), epochs: 1, epochProgress: new EpochLog(path));
            Assert.EndsWith(",DeadUnits(1) EqualOutputs NoGradient(1)", File.ReadAllLines(path)[1].Replace(" SmallUpdates(1)", "", StringComparison.Ordinal), StringComparison.Ordinal);
            using Trainer<PlainNetwork<ThreeLayers>> sound = new(Sound, new Adam(0.001), new TrainerOptions { BatchSize = 64, Health = EveryStep });
            sound.Fit(Samples.LineSet(256), epochs: 1, epochProgress: new EpochLog(path));
            Assert.EndsWith(",well", File.ReadAllLines(path)[1], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new HealthWatch { EverySteps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new HealthWatch { Samples = 0 });
    }

    // At a rate that moves nothing.
    private static IReadOnlyList<EpochReport> Watched<TShape>(PlainNetwork<TShape> network, Dataset samples, HealthWatch? watch, int batchSize = 32, int epochs = 1)
        where TShape : IShape
    {
        using Trainer<PlainNetwork<TShape>> trainer = new(network, new Sgd(1e-30), new TrainerOptions { BatchSize = batchSize, Health = watch });
        return trainer.Fit(samples, epochs);
    }

    private static HealthProblem[] Problems(EpochReport epoch, params HealthProblem[] without) =>
        [.. epoch.Health!.Findings.Select(static finding => finding.Problem).Where(problem => !without.Contains(problem)).Distinct()];
}
