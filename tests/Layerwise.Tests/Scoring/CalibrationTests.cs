using Layerwise.Tests.Training;

namespace Layerwise.Tests.Scoring;

public class CalibrationTests
{
    [Fact]
    public void Answers_lie_in_the_range_of_their_confidence()
    {
        Calibration calibration = new(binCount: 4);
        calibration.Add([0.75f, 0.25f, 0f, 1f, 0.5f, 0.5f], [0, 1, 1], classCount: 2);
        Assert.Equal([0, 1, 1, 1], calibration.Bins.Select(static bin => bin.Count));
        Assert.Equal(new CalibrationBin(1, 0.5, 0), calibration.Bins[1]);
        Assert.Equal((0.5 + 0.25 + 0) / 3, calibration.ExpectedError, 1e-12);
        Assert.Equal(-(Math.Log(0.75) + Math.Log(1) + Math.Log(0.5)) / 3, calibration.LogLoss, 1e-12);
    }

    [Fact]
    public void Log_loss_is_finite_where_the_right_class_was_given_nothing()
    {
        Calibration calibration = new();
        calibration.Add([1f, 0f], [1], 2);
        Assert.Equal(52 * Math.Log(2), calibration.LogLoss, 1e-9);
    }

    [Fact]
    public void Log_loss_of_a_network_is_its_loss()
    {
        var classes = new PlainNetwork<ThreeClasses>(seed: 3);
        Dataset clusters = Samples.ThreeClusters(100);
        Assert.Equal(Trainer.Evaluate(classes, clusters).Loss, Calibration.Of(classes, clusters).LogLoss, 1e-5);

        var yesOrNo = new PlainNetwork<YesOrNo>(seed: 3);
        Dataset answers = new(Enumerable.Range(0, 80).Select(static i => MathF.Sin(i)).ToArray(), 2, Enumerable.Range(0, 40).Select(static i => i % 3 == 0 ? 1f : 0f).ToArray(), 1);
        Assert.Equal(Trainer.Evaluate(yesOrNo, answers).Loss, Calibration.Of(yesOrNo, answers).LogLoss, 1e-5);
    }

    [Fact]
    public void What_is_no_probability_is_refused_and_nothing_is_added()
    {
        Calibration calibration = new();
        Assert.Throws<ArgumentException>("probabilities", () => calibration.Add([0.5f, 0.5f, 2f, -1f], [0, 1], 2));
        Assert.Throws<ArgumentException>("probabilities", () => calibration.Add([float.NaN, 0f], [0], 2));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => calibration.Add([0.5f, 0.5f], [2], 2));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => calibration.Add([0.5f], [0], 1));
        Assert.Throws<ArgumentOutOfRangeException>("binCount", static () => new Calibration(0));
        Assert.Throws<InvalidOperationException>(static () => Calibration.Of(new PlainNetwork<Line>(), Samples.LineSet(4)));
        Assert.Equal(0, calibration.Count);
    }
}
