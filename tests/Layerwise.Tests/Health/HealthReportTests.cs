using Layerwise.Tests.Training;

namespace Layerwise.Tests.Health;

public class HealthReportTests
{
    // 1 → 2 → 2 → 1: where the weights of each layer start.
    private const int FirstBiases = 2;
    private const int SecondWeights = 4;
    private const int ThirdWeights = 10;

    private static PlainNetwork<ThreeLayers> Sound
    {
        get
        {
            PlainNetwork<ThreeLayers> network = new();
            new float[] { 1, -1, 0.1f, 0.2f, 0.5f, -0.5f, 0.4f, 0.6f, 0, 0, 1, -1, 0 }.CopyTo(network.Parameters);
            return network;
        }
    }

    [Fact]
    public void A_sound_network_is_well()
    {
        var report = HealthReport.Of(Sound, Samples.LineSet(40));
        Assert.Empty(report.Findings);
        Assert.Equal(40, report.Samples);
        Assert.Equal(Trainer.Evaluate(Sound, Samples.LineSet(40)).Loss, report.Loss, 1e-5f);
        Assert.Equal([0, 1, 2], report.Layers.Select(static layer => layer.Layer));
        Assert.All(report.Layers, static layer => Assert.True(layer is { MeanSquare: > 0, Gradient: > 0, DeadUnits: 0, SaturatedUnits: 0, UpdateRatio: null }));
        Assert.EndsWith("\nNothing was found that keeps it from learning.", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Units_that_no_sample_wakes_are_dead()
    {
        PlainNetwork<ThreeLayers> network = Sound;
        network.Parameters.Slice(FirstBiases, 2).Fill(-1000);
        var report = HealthReport.Of(network, Samples.LineSet(40));
        Assert.Equal(1, report.Layers[0].DeadUnits);
        Assert.Equal([HealthProblem.DeadUnits, HealthProblem.EqualOutputs, HealthProblem.NoGradient], report.Findings.Select(static finding => finding.Problem));
        Assert.StartsWith("Layer 1 (1 → 2, Relu) has 2 dead units of 2: ", report.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(0, report.Findings[2].Layer);
        Assert.EndsWith(string.Join('\n', report.Findings), report.ToString(), StringComparison.Ordinal);
        Assert.Contains($"```text\n{report}\n```", File.ReadAllText(Repository.At("docs", "health.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_that_one_sample_wakes_is_alive()
    {
        PlainNetwork<ThreeLayers> network = Sound;
        network.Parameters[FirstBiases] = -0.99f;
        network.Parameters[FirstBiases + 1] = 1;
        Assert.Equal(0, HealthReport.Of(network, new Dataset(new float[] { 0, 0, 1 }, 1, new float[3], 1)).Layers[0].DeadUnits);
    }

    [Fact]
    public void Hidden_units_at_the_ends_of_their_range_are_saturated()
    {
        PlainNetwork<HiddenSigmoid> network = new(seed: 1);
        Dataset samples = new(Enumerable.Range(1, 40).Select(static i => i / 40f).ToArray(), 1, new float[40], 1);
        Assert.DoesNotContain(HealthProblem.SaturatedUnits, HealthReport.Of(network, samples).Findings.Select(static finding => finding.Problem));
        network.Parameters[..2].Fill(1000);
        HealthFinding found = Assert.Single(HealthReport.Of(network, samples).Findings, static finding => finding.Problem == HealthProblem.SaturatedUnits);
        Assert.StartsWith("Layer 1 (1 → 2, Sigmoid) has 2 saturated units of 2: ", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sure_answers_are_no_fault()
    {
        PlainNetwork<YesOrNo> network = new();
        new float[] { 1000, 0, 0 }.CopyTo(network.Parameters);
        Dataset samples = new(new float[] { 1, 1, -1, 1 }, 2, new float[] { 1, 0 }, 1);
        var report = HealthReport.Of(network, samples);
        Assert.Equal(1, report.Layers[0].SaturatedUnits);
        Assert.DoesNotContain(HealthProblem.SaturatedUnits, report.Findings.Select(static finding => finding.Problem));
    }

    [Theory]
    [InlineData(1e4f, "The mean square of the inputs is ")]
    [InlineData(1e-4f, "The mean square of the inputs is ")]
    [InlineData(0, "The inputs are all 0.")]
    public void Inputs_of_another_size_are_found(float scale, string message)
    {
        Dataset samples = new(Enumerable.Range(1, 20).Select(i => i / 20f * scale).ToArray(), 1, new float[20], 1);
        HealthFinding finding = HealthReport.Of(Sound, samples).Findings[0];
        Assert.Equal(HealthProblem.UnscaledInputs, finding.Problem);
        Assert.StartsWith(message, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_layer_where_numbers_stop_being_finite_is_named()
    {
        PlainNetwork<ThreeLayers> network = Sound;
        network.Parameters[SecondWeights] = float.NaN;
        HealthFinding finding = Assert.Single(HealthReport.Of(network, Samples.LineSet(40)).Findings);
        Assert.Equal((HealthProblem.NotFinite, (int?)1), (finding.Problem, finding.Layer));
    }

    [Theory]
    [InlineData(1e-6f, HealthProblem.VanishingGradient)]
    [InlineData(1e6f, HealthProblem.ExplodingGradient)]
    public void Gradients_of_other_sizes_in_front_are_found(float scale, HealthProblem problem)
    {
        PlainNetwork<ThreeLayers> network = Sound;
        foreach (ref float weight in network.Parameters[ThirdWeights..]) weight *= scale;
        HealthFinding finding = Assert.Single(HealthReport.Of(network, Samples.LineSet(40)).Findings);
        Assert.Equal((problem, (int?)0), (finding.Problem, finding.Layer));
    }

    [Fact]
    public void A_trainer_says_how_far_the_next_step_goes_and_changes_nothing()
    {
        (float[] inputs, float[] targets) = Samples.Line(16);
        PlainNetwork<ThreeLayers> network = Sound;
        using Trainer<PlainNetwork<ThreeLayers>> trainer = new(network, new Adam(0.01), new TrainerOptions { BatchSize = 16 });
        trainer.Step(inputs, targets);
        float[] before = network.Parameters.ToArray();
        HealthReport report = trainer.Examine(new Dataset(inputs, 1, targets, 1));
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal(1, trainer.Steps);

        trainer.Step(inputs, targets);
        for (int layer = 0; layer < 3; layer++)
        {
            LayerInfo info = ThreeLayers.Layers[layer];
            Range own = info.WeightsOffset..(info.WeightsOffset + info.ParameterCount);
            double change = before[own].Zip(network.Parameters[own].ToArray(), static (old, present) => Math.Pow((double)present - old, 2)).Sum();
            double size = before[own].Sum(static old => Math.Pow(old, 2));
            Assert.Equal(Math.Sqrt(change / size), report.Layers[layer].UpdateRatio!.Value, 1e-12);
        }
    }

    [Theory]
    [InlineData(1, HealthProblem.LargeUpdates)]
    [InlineData(1e-8, HealthProblem.SmallUpdates)]
    public void Steps_of_another_size_are_found(double learningRate, HealthProblem problem)
    {
        using Trainer<PlainNetwork<ThreeLayers>> trainer = new(Sound, new Adam(learningRate));
        Assert.Equal([problem, problem, problem], trainer.Examine(Samples.LineSet(40)).Findings.Select(static finding => finding.Problem));
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("samples", static () => HealthReport.Of(Sound, Samples.ThreeClusters(3)));
        Assert.Throws<ArgumentOutOfRangeException>("maxSamples", static () => HealthReport.Of(Sound, Samples.LineSet(4), maxSamples: 0));
    }
}
