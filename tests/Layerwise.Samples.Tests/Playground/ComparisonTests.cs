using global::Playground.Data;
using global::Playground.Networks;
using global::Playground.Pictures;
using global::Playground.Training;

namespace Layerwise.Samples.Tests.Playground;

/// <summary>What the page trains and draws, without the page.</summary>
[Trait("Category", "Slow")]
public sealed class ComparisonTests
{
    // What stands first in the lists, as the page begins.
    [Theory]
    [InlineData("Spirals", 1500, 0.25)]
    [InlineData("Circles", 500, 0.1)]
    [InlineData("XOR", 500, 0.1)]
    [InlineData("Sine", 1500, 0.1)]
    [InlineData("Digits", 1000, 0.8)]
    public void A_sound_network_learns_where_a_famous_mistake_does_not(string name, int steps, double bound)
    {
        LearningTask task = LearningTasks.All.Single(task => task.Name == name);
        using var comparison = new Comparison(task, task.Networks[0], task.Networks.First(static choice => !choice.IsSound), OptimizerChoice.All[0].Optimizer, seed: 1);
        comparison.TakeSteps(steps);

        Assert.Equal(steps, comparison.Steps);
        Assert.Null(comparison[0].Failure);
        Assert.InRange(Last(comparison[0]), 0, bound);
        Assert.InRange(Last(comparison[1]), 0.8 * task.GuessingLoss, 1.1 * task.GuessingLoss);
    }

    [Fact]
    public void What_diverges_says_so_and_the_other_goes_on()
    {
        LearningTask task = LearningTasks.All.Single(static task => task.Kind == TaskKind.Curve);
        using var comparison = new Comparison(task, Named(task, "LinearCurve"), Named(task, "SigmoidOutput"), new Sgd(30), seed: 1);
        comparison.TakeSteps(200);
        Assert.Contains("not finite", comparison[0].Failure, StringComparison.Ordinal);
        Assert.Null(comparison[1].Failure);
        Assert.Equal(200, comparison.Steps);
        Assert.InRange(comparison[0].Losses.Steps, 1, 199);
    }

    [Fact]
    public void What_is_found_of_many_layers_is_said_once()
    {
        LearningTask task = LearningTasks.All.Single(static task => task.Kind == TaskKind.Images);
        using INetworkTraining training = Named(task, "TwentyReluXavier").Begin(task, new Sgd(0.03), seed: 1);
        IReadOnlyList<string> findings = training.Findings();
        Assert.InRange(findings.Count, 1, 5);
        Assert.Contains(findings, static finding => finding.EndsWith("more layers.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_boundary_has_in_each_cell_what_the_network_answers_in_its_middle()
    {
        LearningTask task = LearningTasks.All[0];
        using INetworkTraining training = Named(task, "TwoRelu").Begin(task, new Sgd(0.03), seed: 1);
        double[] cells = PlanePicture.Boundary(training, 4);

        // The second cell of the first row: a quarter and an eighth from the left, an eighth from the top.
        float[] answer = training.Answer([-PlanePicture.Extent * 0.25f, PlanePicture.Extent * 0.75f]);
        Assert.Equal(answer[1], cells[1], 5);
        Assert.All(LearningTasks.All.Where(static task => task.Kind == TaskKind.Plane).SelectMany(PlanePicture.Points), static number => Assert.InRange(number, 0, 1));
    }

    [Fact]
    public void A_curve_of_losses_keeps_their_mean_in_few_numbers()
    {
        var curve = new LossCurve();
        for (int step = 1; step <= 4096; step++) curve.Add(step);
        Assert.InRange(curve.Means.Count, LossCurve.Most / 4, LossCurve.Most);
        Assert.Equal((1 + (curve.Means.Count * curve.Stride)) / 2.0, curve.Means.Average(), 6);
        Assert.Equal(curve.Means.Order(), curve.Means);
    }

    private static double Last(INetworkTraining training) => training.Losses.Means.TakeLast(20).Average();

    private static NetworkChoice Named(LearningTask task, string className) => task.Networks.Single(choice => choice.ClassName == className);
}
