using Layerwise.Tests.Training;

namespace Layerwise.Tests.Scoring;

public class RegressionScoresTests
{
    [Fact]
    public void Targets_far_from_0_leave_digits()
    {
        RegressionScores scores = new(1);
        scores.Add([1_000_000, 1_000_001, 1_000_002], [1_000_000, 1_000_001, 1_000_003]);
        Assert.Equal(1 - (1 / (14.0 / 3)), scores.Output(0).RSquared, 1e-9);
    }

    [Fact]
    public void A_networks_mean_squared_error_is_its_loss()
    {
        var network = new PlainNetwork<Line>(seed: 3);
        Dataset samples = Samples.LineSet(50);
        RegressionScore score = RegressionScores.Of(network, samples).Mean;
        Assert.Equal(Trainer.Evaluate(network, samples).Loss, score.RootMeanSquaredError * score.RootMeanSquaredError, 1e-5);
    }

    [Fact]
    public void NaN_is_not_hidden_and_nothing_has_no_score()
    {
        RegressionScores scores = new(2);
        Assert.True(double.IsNaN(scores.Mean.RSquared));
        scores.Add([float.NaN, 1f], [0f, 1f]);
        Assert.True(double.IsNaN(scores.Output(0).RSquared));
        Assert.Equal(new RegressionScore(0, 0, 1), scores.Output(1));
        scores.Clear();
        Assert.Equal(0, scores.Count);
    }

    [Fact]
    public void It_prints_for_people()
    {
        RegressionScores scores = new(1);
        scores.Add([1f, 2f, 4f], [1f, 2f, 3f]);
        Assert.Equal("MAE 0.3333, RMSE 0.5774, R² 0.5", scores.ToString());
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        RegressionScores scores = new(2);
        Assert.Throws<ArgumentOutOfRangeException>("outputSize", static () => new RegressionScores(0));
        Assert.Throws<ArgumentException>("outputs", () => scores.Add([1f], [1f]));
        Assert.Throws<ArgumentException>("targets", () => scores.Add([1f, 2f], [1f]));
        Assert.Throws<ArgumentOutOfRangeException>("output", () => scores.Output(2));
        Assert.Equal(0, scores.Count);
    }
}
