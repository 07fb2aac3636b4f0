using Layerwise.Tests.Training;

namespace Layerwise.Tests.Data;

public class SampleWeightTests
{
    private static readonly float[] Inputs = [1, 2, 3, 4];
    private static readonly int[] Labels = [0, 0, 0, 1];

    private static readonly Dataset Numbers = new(Inputs, 1, new float[4], 1);
    private static readonly Dataset Classes = Dataset.WithLabels(Inputs, 1, Labels, 3);

    [Fact]
    public void Weights_that_are_none_are_refused_with_their_place()
    {
        Assert.Throws<ArgumentException>("weights", static () => Numbers.WithWeights(new float[3]));
        ArgumentException negative = Assert.Throws<ArgumentException>("weights", static () => Numbers.WithWeights(new float[] { 1, -1, 1, 1 }));
        Assert.StartsWith("Weight 1 is -1: expected a finite number that is at least 0.", negative.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("weights", static () => Numbers.WithWeights(new float[] { 1, float.NaN, 1, 1 }));
        Assert.Throws<ArgumentException>("weights", static () => Classes.WithClassWeights([1, float.PositiveInfinity, 1]));
        Assert.Throws<ArgumentException>("weights", static () => Classes.WithClassWeights([1, 1]));
        Assert.Throws<InvalidOperationException>(static () => Numbers.WithClassWeights([1]));
        Assert.Throws<InvalidOperationException>(static () => Numbers.WithBalancedClasses());
    }

    [Fact]
    public void Weights_that_are_all_0_are_an_error_that_says_so()
    {
        ArgumentException error = Assert.Throws<ArgumentException>("weights", static () => Numbers.WithWeights(new float[4]));
        Assert.StartsWith("The weights of all 4 samples are 0: expected at least one that counts.", error.Message, StringComparison.Ordinal);

        // The class that counts has no sample.
        Assert.Throws<ArgumentException>("weights", static () => Classes.WithClassWeights([0, 0, 1]));

        // A part without a sample that counts, when it is to be trained on.
        Dataset part = Numbers.WithWeights(new float[] { 0, 0, 0, 1 }).Where(static sample => sample < 3);
        using var trainer = new Trainer<PlainNetwork<Line>>(new(), new Sgd(0.1));
        Assert.Throws<ArgumentException>("training", () => trainer.Fit(part, 1));
    }

    [Fact]
    public void Balanced_classes_count_alike()
    {
        // scikit-learn 1.2.1, compute_sample_weight("balanced", [0, 0, 0, 1]).
        Dataset balanced = Classes.WithBalancedClasses();
        Assert.Equal([2 / 3f, 2 / 3f, 2 / 3f, 2f], Enumerable.Range(0, 4).Select(balanced.Weight));
    }

    [Fact]
    public void Parts_and_scaled_copies_keep_their_weights()
    {
        Dataset weighted = Numbers.WithWeights(Inputs);
        (Dataset first, Dataset second) = weighted.Split(0.5, seed: 1);
        Assert.All(Enumerable.Range(0, 2), sample => Assert.Equal(first.Input(sample)[0], first.Weight(sample)));
        Dataset scaled = Scaling.Fit(weighted).Apply(second);
        Assert.All(Enumerable.Range(0, 2), sample => Assert.Equal(second.Weight(sample), scaled.Weight(sample)));
    }

    [Fact]
    public void Where_keeps_the_samples_that_a_condition_holds_for()
    {
        Dataset kept = Numbers.Where(static sample => Inputs[sample] > 2);
        Assert.Equal([2, 3], Enumerable.Range(0, kept.Count).Select(kept.Row));
        Assert.Throws<ArgumentException>("isKept", static () => Numbers.Where(static _ => false));
    }

    [Fact]
    public void A_network_that_does_not_weigh_says_so()
    {
        using var trainer = new Trainer<PlainNetwork<Line>>(new(), new Sgd(0.1));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => trainer.Fit(Numbers.WithWeights(Inputs), 1));
        Assert.Contains("does not weigh samples", error.Message, StringComparison.Ordinal);
    }
}
