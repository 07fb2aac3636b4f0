namespace Layerwise.Tests.Training.Evaluations;

/// <summary>A network is evaluated without a trainer, and the answer is a trainer's.</summary>
public sealed class EvaluateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(200)]
    public void It_says_what_a_trainer_says(int count)
    {
        Dataset samples = Dataset.WithLabels(
            Enumerable.Range(0, 2 * count).Select(static i => MathF.Sin(i)).ToArray(), 2, Enumerable.Range(0, count).Select(static i => i % 3).ToArray(), 3);
        var network = new PlainNetwork<ThreeClasses>(seed: 3);
        using var trainer = new Trainer<PlainNetwork<ThreeClasses>>(network, new Sgd());
        Assert.Equal(trainer.Evaluate(samples), Trainer.Evaluate(network, samples));
    }

    [Fact]
    public void Samples_of_other_sizes_are_refused() =>
        Assert.Throws<ArgumentException>("samples", static () => Trainer.Evaluate(new PlainNetwork<ThreeClasses>(seed: 3), new Dataset(new float[4], 4, new float[3], 3)));

    [Fact]
    public void It_can_be_cancelled() => Assert.Throws<OperationCanceledException>(static () => Trainer.Evaluate(
        new PlainNetwork<ThreeClasses>(seed: 3), Dataset.WithLabels(new float[2], 2, new int[1], 3), new CancellationToken(canceled: true)));
}
