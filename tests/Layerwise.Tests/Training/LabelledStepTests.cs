namespace Layerwise.Tests.Training;

/// <summary>A step by labels is the step by the targets that they stand for.</summary>
public sealed class LabelledStepTests
{
    private static readonly float[] Inputs = [1, 0, 0, 1, -1, 2];
    private static readonly int[] Labels = [2, 0, 1];
    private static readonly float[] Targets = [0, 0, 1, 1, 0, 0, 0, 1, 0];

    [Fact]
    public void It_is_the_step_by_targets()
    {
        var byLabels = new PlainNetwork<ThreeClasses>(seed: 1);
        var byTargets = new PlainNetwork<ThreeClasses>(seed: 1);
        using var labelled = new Trainer<PlainNetwork<ThreeClasses>>(byLabels, new Adam());
        using var targeted = new Trainer<PlainNetwork<ThreeClasses>>(byTargets, new Adam());
        for (int step = 0; step < 5; step++) Assert.Equal(targeted.Step(Inputs, Targets), labelled.Step(Inputs, Labels));
        Assert.Equal(byTargets.Parameters.ToArray(), byLabels.Parameters.ToArray());
        Assert.Equal(5, labelled.Steps);
    }

    // An overload for labels must not give a program that was written before it another meaning.
    [Fact]
    public void Numbers_as_they_are_written_stay_targets()
    {
        using var trainer = new Trainer<PlainNetwork<ThreeClasses>>(new(seed: 1), new Adam());
        Assert.Throws<ArgumentException>("targets", () => trainer.Step([1, 0], [2]));
        Assert.True(trainer.Step([1, 0], [0, 0, 1]) > 0);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_label_that_is_no_class_is_named(int label)
    {
        using var trainer = new Trainer<PlainNetwork<ThreeClasses>>(new(seed: 1), new Adam());
        int[] labels = [0, label, 1];
        var error = Assert.Throws<ArgumentOutOfRangeException>("labels", () => trainer.Step(Inputs, labels));
        Assert.Contains("The label at index 1 must be in [0, 3).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_label_for_each_row()
    {
        using var trainer = new Trainer<PlainNetwork<ThreeClasses>>(new(seed: 1), new Adam(), new TrainerOptions { BatchSize = 2 });
        Assert.Throws<ArgumentException>("labels", () => trainer.Step(Inputs, new int[2]));
        Assert.Throws<ArgumentException>("inputs", () => trainer.Step([], Array.Empty<int>()));
        Assert.Throws<ArgumentException>("inputs", () => trainer.Step(Inputs, Labels));
    }
}
