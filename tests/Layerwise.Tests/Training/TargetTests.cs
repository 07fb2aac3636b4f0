using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise.Tests.Training;

/// <summary>Targets that a loss has no meaning for are found before anything is computed with them.</summary>
public class TargetTests
{
    [Theory]
    [InlineData(Loss.Hinge, new float[] { 1, 0 }, "Sample 0: target 1 is 0; Hinge takes targets that are -1 or 1.")]
    [InlineData(Loss.Hinge, new float[] { 1, -1, 0.5f, 1 }, "Sample 1: target 0 is 0.5; Hinge takes targets that are -1 or 1.")]
    [InlineData(Loss.BinaryCrossEntropy, new float[] { 0, 1, 1, 9 }, "Sample 1: target 1 is 9; BinaryCrossEntropy takes targets from 0 to 1.")]
    [InlineData(Loss.BinaryCrossEntropyWithLogits, new float[] { 1, -1 }, "Sample 0: target 1 is -1; BinaryCrossEntropyWithLogits takes targets from 0 to 1.")]
    [InlineData(Loss.CrossEntropy, new float[] { 0, 1, 0, 0 }, "Sample 1: its targets add up to 0; CrossEntropy takes probabilities, which are at least 0 and add up to 1 for each sample.")]
    [InlineData(Loss.CrossEntropy, new float[] { 1, 1 }, "Sample 0: its targets add up to 2; CrossEntropy takes probabilities, which are at least 0 and add up to 1 for each sample.")]
    [InlineData(Loss.CrossEntropy, new float[] { 1.5f, -0.5f }, "Sample 0: target 1 is -0.5; CrossEntropy takes probabilities, which are at least 0 and add up to 1 for each sample.")]
    [InlineData(Loss.KullbackLeibler, new float[] { 0.5f, 0.4f }, "Sample 0: its targets add up to 0.9; KullbackLeibler takes probabilities, which are at least 0 and add up to 1 for each sample.")]
    [InlineData(Loss.CrossEntropy, new[] { float.NaN, 1 }, "Sample 0: target 0 is NaN; CrossEntropy takes probabilities, which are at least 0 and add up to 1 for each sample.")]
    [InlineData(Loss.BinaryCrossEntropy, new[] { 0, float.NaN }, "Sample 0: target 1 is NaN; BinaryCrossEntropy takes targets from 0 to 1.")]
    [InlineData(Loss.Hinge, new[] { 1, float.NaN }, "Sample 0: target 1 is NaN; Hinge takes targets that are -1 or 1.")]
    [InlineData(Loss.MeanSquaredError, new[] { 1, float.NaN }, "Sample 0: target 1 is NaN; MeanSquaredError takes finite targets.")]
    [InlineData(Loss.MeanAbsoluteError, new[] { float.PositiveInfinity, 1 }, "Sample 0: target 0 is Infinity; MeanAbsoluteError takes finite targets.")]
    [InlineData(Loss.Huber, new[] { 0, 0, float.NegativeInfinity, 1 }, "Sample 1: target 0 is -Infinity; Huber takes finite targets.")]
    [InlineData(Loss.SmoothL1, new[] { float.NaN, 1 }, "Sample 0: target 0 is NaN; SmoothL1 takes finite targets.")]
    public void A_target_without_meaning_is_named(Loss loss, float[] targets, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(nameof(targets), () => Guard.Targets(targets, 2, loss, nameof(targets)));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);

        Dataset samples = new(new float[targets.Length / 2], 1, targets, 2);
        error = Assert.Throws<ArgumentException>("training", () => samples.CheckTargets(Only(loss, 2), "training"));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Loss.Hinge, new float[] { -1, 1 })]
    [InlineData(Loss.BinaryCrossEntropy, new[] { 0, 0.3f, 1, 1 })]
    [InlineData(Loss.BinaryCrossEntropyWithLogits, new[] { 0, 1f })]
    [InlineData(Loss.CrossEntropy, new[] { 0.3f, 0.7f, 1, 0 })]
    [InlineData(Loss.CrossEntropy, new[] { 0.33f, 0.66f })]
    [InlineData(Loss.KullbackLeibler, new[] { 0.25f, 0.75f })]
    [InlineData(Loss.MeanSquaredError, new[] { -1e30f, 1e30f })]
    public void A_target_with_a_meaning_is_taken(Loss loss, float[] targets)
    {
        Guard.Targets(targets, 2, loss, nameof(targets));
        new Dataset(new float[targets.Length / 2], 1, targets, 2).CheckTargets(Only(loss, 2), "training");
    }

    [Theory]
    [InlineData(Loss.MeanSquaredError, float.NaN)]
    [InlineData(Loss.MeanSquaredError, float.NegativeInfinity)]
    [InlineData(Loss.BinaryCrossEntropy, 1.0000001f)]
    [InlineData(Loss.BinaryCrossEntropy, -1e-45f)]
    [InlineData(Loss.CrossEntropy, float.NaN)]
    [InlineData(Loss.CrossEntropy, 1.1f)]
    [InlineData(Loss.Hinge, 0f)]
    public void One_wrong_target_among_many_is_found_wherever_it_is(Loss loss, float wrong)
    {
        // Wide rows and narrow ones, some of which end inside a register.
        foreach (int width in (int[])[1, 3, 20])
        {
            float[] targets = [.. Enumerable.Range(0, 7 * width).Select(i => i % width == 0 ? 1 : TargetRange.OfOtherClasses(loss))];
            Guard.Targets(targets, width, loss, nameof(targets));
            for (int i = 0; i < targets.Length; i++)
            {
                float right = targets[i];
                targets[i] = wrong;
                Assert.Throws<ArgumentException>(nameof(targets), () => Guard.Targets(targets, width, loss, nameof(targets)));
                targets[i] = right;
            }
        }
    }

    [Fact]
    public void Every_entrance_of_the_trainer_checks()
    {
        using Trainer<PlainNetwork<YesOrNo>> trainer = new(new(), new Adam());
        Dataset wrong = new(new float[4], 2, new float[] { 1, 9 }, 1);
        Dataset right = new(new float[4], 2, new float[] { 1, 0 }, 1);
        Assert.Contains("Sample 1: target 0 is 9", Assert.Throws<ArgumentException>("training", () => trainer.Fit(wrong, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("validation", () => trainer.Fit(right, 1, wrong));
        Assert.Throws<ArgumentException>("samples", () => trainer.Evaluate(wrong));
        Assert.Throws<ArgumentException>("targets", () => trainer.Step(new float[4], [1f, 9f]));
        Assert.Equal((0L, false), (trainer.Steps, trainer.IsInterrupted));
    }

    [Fact]
    public void The_part_of_a_data_set_names_its_own_sample()
    {
        float[] targets = [0, 0, 0, 7, 0, 0];
        (Dataset first, Dataset second) = new Dataset(new float[6], 1, targets, 1).Split(0.5, seed: 2);
        (Dataset wrong, Dataset right) = Find(first) >= 0 ? (first, second) : (second, first);
        right.CheckTargets(Only(Loss.BinaryCrossEntropy), "training");
        ArgumentException error = Assert.Throws<ArgumentException>(() => wrong.CheckTargets(Only(Loss.BinaryCrossEntropy), "training"));
        Assert.StartsWith($"Sample {Find(wrong)}: target 0 is 7", error.Message, StringComparison.Ordinal);

        static int Find(Dataset part)
        {
            float[] target = [0];
            for (int i = 0; i < part.Count; i++)
            {
                part.CopySample(i, new float[1], target);
                if (target[0] == 7) return i;
            }

            return -1;
        }
    }

    [Fact]
    public void A_data_set_is_checked_once_for_a_loss()
    {
        float[] targets = [1, 0];
        Dataset samples = new(new float[2], 1, targets, 1);
        samples.CheckTargets(Only(Loss.BinaryCrossEntropy), "training");
        targets[1] = 9;
        samples.CheckTargets(Only(Loss.BinaryCrossEntropy), "training");
        Assert.Throws<ArgumentException>(() => samples.CheckTargets(Only(Loss.Hinge), "training"));
    }

    [Fact]
    public void Labels_are_the_targets_that_the_loss_takes()
    {
        int[] labels = [2, 0];
        Dataset samples = Dataset.WithLabels(new float[2], 1, labels, 3);
        foreach (Loss loss in Enum.GetValues<Loss>().Where(loss => loss != Loss.Auto))
        {
            samples.CheckTargets(Only(loss), "training");
            float[] target = new float[3];
            samples.Gather(0, new float[1], target, TargetRange.OfOtherClasses(loss));
            Assert.True(TargetRange.Contains(target, 3, loss), loss.ToString());
            Assert.Equal(loss == Loss.Hinge ? [-1f, -1f, 1f] : [0f, 0f, 1f], target);
        }
    }

    private static HeadInfo[] Only(Loss loss, int size = 1) => [new("", Layer: 0, Offset: 0, size, loss, LossWeight: 1)];
}
