using Layerwise.Tests.Training;

namespace Layerwise.Tests.Scoring;

public class CurveTests
{
    [Fact]
    public void A_network_that_tells_all_apart_has_an_area_of_1()
    {
        var roc = RocCurve.Of([0.1f, 0.2f, 0.8f, 0.9f], [false, false, true, true]);
        Assert.Equal(1, roc.AreaUnderCurve);
        Assert.Equal("AUC 1", roc.ToString());
        var curve = PrecisionRecallCurve.Of([0.1f, 0.2f, 0.8f, 0.9f], [false, false, true, true]);
        Assert.Equal(1, curve.AveragePrecision);
        Assert.Equal(0.8f, curve.BestThreshold());
    }

    [Fact]
    public void Equal_scores_tell_nothing_apart() =>
        Assert.Equal(0.5, RocCurve.Of([1f, 1f, 1f], [true, false, false]).AreaUnderCurve);

    [Fact]
    public void The_class_of_an_output_is_told_from_all_others()
    {
        var network = new PlainNetwork<ThreeClasses>(seed: 3);
        Dataset samples = Samples.ThreeClusters(60);
        var roc = RocCurve.Of(network, samples, output: 1);
        float[] outputs = new float[3];
        float[] scores = new float[60];
        bool[] isPositive = new bool[60];
        for (int i = 0; i < 60; i++)
        {
            network.Forward(samples.Input(i), outputs);
            scores[i] = outputs[1];
            isPositive[i] = samples.Label(i) == 1;
        }

        Assert.Equal(RocCurve.Of(scores, isPositive).AreaUnderCurve, roc.AreaUnderCurve);
        Assert.Equal(PrecisionRecallCurve.Of(scores, isPositive).AveragePrecision, PrecisionRecallCurve.Of(network, samples, 1).AveragePrecision);
        Assert.Throws<ArgumentOutOfRangeException>("output", () => RocCurve.Of(network, samples, 3));
    }

    [Fact]
    public void What_cannot_be_ranked_is_refused_by_name()
    {
        Assert.Throws<ArgumentException>("scores", static () => RocCurve.Of([float.NaN, 1f], [true, false]));
        Assert.Throws<ArgumentException>("isPositive", static () => RocCurve.Of([1f, 2f], [true, true]));
        Assert.Throws<ArgumentException>("isPositive", static () => RocCurve.Of([], []));
        Assert.Throws<ArgumentException>("isPositive", static () => PrecisionRecallCurve.Of([1f, 2f], [true]));
        Assert.Throws<InvalidOperationException>(static () => RocCurve.Of(new PlainNetwork<Line>(), Samples.LineSet(4), 0));
    }
}
