using Layerwise.Tests.Training;

namespace Layerwise.Tests.Scoring;

public class ConfusionMatrixTests
{
    [Fact]
    public void It_prints_as_a_table_and_as_a_report()
    {
        ConfusionMatrix matrix = new(["cat", "dog"]);
        for (int i = 0; i < 8; i++) matrix.Add(0, 0);
        matrix.Add(0, 1);
        matrix.Add(1, 0);
        matrix.Add(1, 1);
        matrix.Add(1, 1);
        Assert.Equal(
            """
                 cat  dog
            cat    8    1
            dog    1    2
            """,
            matrix.ToString(),
            ignoreLineEndingDifferences: true);
        Assert.Equal(
            """
                              precision  recall     F1  samples
            cat                   0.889   0.889  0.889        9
            dog                   0.667   0.667  0.667        3
            accuracy                             0.833       12
            macro average         0.778   0.778  0.778       12
            weighted average      0.833   0.833  0.833       12
            """,
            matrix.Report(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void What_is_NaN_was_taken_for_no_class()
    {
        ConfusionMatrix matrix = new(2);
        matrix.Add([float.NaN, 1f, 0f, 1f], [1, 1]);
        Assert.Equal(2, matrix.Count);
        Assert.Equal(1, matrix.Unanswered);
        Assert.Equal(0.5, matrix.Accuracy);
        Assert.Equal(new ClassScores(1, 0.5, 2.0 / 3, 2), matrix.Class(1));
        Assert.Contains("NaN", matrix.ToString(), StringComparison.Ordinal);
        matrix.Clear();
        Assert.Equal(0, matrix.Count);
        Assert.DoesNotContain("NaN", matrix.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_is_as_accurate_as_its_evaluation_says()
    {
        var network = new PlainNetwork<ThreeClasses>(seed: 3);
        Dataset samples = Samples.ThreeClusters(100);
        var matrix = ConfusionMatrix.Of(network, samples, ["left", "middle", "right"]);
        Assert.Equal(100, matrix.Count);
        Assert.Equal(Trainer.Evaluate(network, samples).Accuracy!.Value, matrix.Accuracy, 1e-6);
    }

    [Fact]
    public void One_output_is_two_classes()
    {
        var network = new PlainNetwork<YesOrNo>(seed: 3);
        Dataset samples = new(Enumerable.Range(0, 80).Select(static i => MathF.Sin(i)).ToArray(), 2, Enumerable.Range(0, 40).Select(static i => i % 3 == 0 ? 1f : 0f).ToArray(), 1);
        var matrix = ConfusionMatrix.Of(network, samples);
        Assert.Equal(["no", "yes"], matrix.ClassNames);
        Assert.Equal(14, matrix.Class(1).Support);
        Assert.Equal(Trainer.Evaluate(network, samples).Accuracy!.Value, matrix.Accuracy, 1e-6);
        Assert.Equal(matrix.ToString(), Assert.Single(ConfusionMatrix.OfEach(network, samples)).ToString());
    }

    [Fact]
    public void Networks_whose_outputs_are_no_answers_are_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(static () => ConfusionMatrix.Of(new PlainNetwork<Line>(), Samples.LineSet(4)));
        Assert.Contains("RegressionScores", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(static () => ConfusionMatrix.OfEach(new PlainNetwork<ThreeClasses>(), Samples.ThreeClusters(3)));
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        ConfusionMatrix matrix = new(3);
        float[] outputs = [0.1f, 0.7f, 0.2f, 0.6f, 0.3f, 0.1f];
        int[] labels = [1, 2];
        matrix.Add(outputs, labels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        matrix.Add(outputs, labels);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name_and_nothing_is_added()
    {
        ConfusionMatrix matrix = new(2);
        Assert.Throws<ArgumentOutOfRangeException>("classCount", static () => new ConfusionMatrix(1));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", static () => new ConfusionMatrix(-1));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", static () => new ConfusionMatrix(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("classNames", static () => new ConfusionMatrix(["one"]));
        Assert.Throws<ArgumentException>("classNames", static () => new ConfusionMatrix(["one", null!]));
        Assert.Throws<ArgumentException>("outputs", () => matrix.Add([1f, 0f, 0f], [0]));
        Assert.Throws<ArgumentException>("labels", () => matrix.Add([1f, 0f], [0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => matrix.Add([1f, 0f, 1f, 0f], [0, 2]));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => matrix.Add(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => matrix.Add(0, -1));
        Assert.Throws<ArgumentException>("classNames", static () => ConfusionMatrix.Of(new PlainNetwork<ThreeClasses>(), Samples.ThreeClusters(3), ["a", "b"]));
        Assert.Equal(0, matrix.Count);
        Assert.True(double.IsNaN(matrix.Accuracy));
    }
}
