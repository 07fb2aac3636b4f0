namespace Layerwise.Tests.Scoring;

public class MetricsTests
{
    [Fact]
    public void Cross_entropy_compares_the_largest_output()
    {
        float[] outputs = [0.2f, 0.5f, 0.3f, 0.6f, 0.3f, 0.1f, 0.1f, 0.2f, 0.7f];
        float[] targets = [0, 1, 0, 0, 1, 0, 0, 0, 1];
        Assert.Equal(2f / 3, Metrics.Accuracy(outputs, targets, 3, Loss.CrossEntropy));
    }

    [Fact]
    public void The_first_of_equal_outputs_counts()
    {
        Assert.Equal(1f, Metrics.Accuracy([0.5f, 0.5f], [1f, 0f], 2, Loss.CrossEntropy));
        Assert.Equal(0f, Metrics.Accuracy([0.5f, 0.5f], [0f, 1f], 2, Loss.CrossEntropy));
    }

    [Fact]
    public void Binary_cross_entropy_counts_every_output() => Assert.Equal(
        0.75f, Metrics.Accuracy([0.5f, 0.49f, 0.9f, 0.1f], [1f, 0f, 1f, 1f], 2, Loss.BinaryCrossEntropy));

    [Fact]
    public void NaN_is_never_right()
    {
        Assert.Equal(0f, Metrics.Accuracy([float.NaN, 0f], [1f, 0f], 2, Loss.CrossEntropy));
        Assert.Equal(0f, Metrics.Accuracy([1f, float.NaN], [1f, 0f], 2, Loss.CrossEntropy));
        Assert.Equal(0f, Metrics.Accuracy([float.NaN, float.NaN], [0f, 1f], 1, Loss.BinaryCrossEntropy));
    }

    [Fact]
    public void Divergence_compares_the_largest_output() =>
        Assert.Equal(0.5f, Metrics.Accuracy([0.2f, 0.8f, 0.2f, 0.8f], [0.4f, 0.6f, 0.6f, 0.4f], 2, Loss.KullbackLeibler));

    [Fact]
    public void Logits_are_above_or_below_0() =>
        Assert.Equal(0.75f, Metrics.Accuracy([0.1f, -0.1f, 0f, 0.4f], [1f, 0f, 1f, 0f], 1, Loss.BinaryCrossEntropyWithLogits));

    [Fact]
    public void Hinge_compares_signs() =>
        Assert.Equal(0.75f, Metrics.Accuracy([0.1f, -0.1f, 3f, 0.4f], [1f, -1f, 1f, -1f], 1, Loss.Hinge));

    [Theory]
    [InlineData(Loss.MeanSquaredError)]
    [InlineData(Loss.MeanAbsoluteError)]
    [InlineData(Loss.Huber)]
    [InlineData(Loss.SmoothL1)]
    public void Losses_of_numbers_have_no_accuracy(Loss loss) => Assert.Null(Metrics.Accuracy([1f], [1f], 1, loss));

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("outputs", () => Metrics.Accuracy([1f, 2f, 3f], [1f, 2f, 3f], 2, Loss.CrossEntropy));
        Assert.Throws<ArgumentException>("outputs", () => Metrics.Accuracy([], [], 2, Loss.CrossEntropy));
        Assert.Throws<ArgumentException>("targets", () => Metrics.Accuracy([1f, 2f], [1f], 2, Loss.CrossEntropy));
        Assert.Throws<ArgumentOutOfRangeException>("outputSize", () => Metrics.Accuracy([1f], [1f], 0, Loss.CrossEntropy));
        Assert.Throws<ArgumentOutOfRangeException>("loss", () => Metrics.Accuracy([1f], [1f], 1, Loss.Auto));
    }
}
