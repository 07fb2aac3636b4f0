using Layerwise.Tests.Training;

namespace Layerwise.Tests.Data;

/// <summary>The failures of data that people ask about most, and what the library tells them.</summary>
public class DataFailureTests
{
    private const int Count = 60;

    [Fact]
    public void Unscaled_inputs()
    {
        // A year, and a share.
        float[] inputs = [.. Enumerable.Range(0, Count).SelectMany(static row => new[] { 1990f + (row % 30), (row * 7 % Count) / 100f })];
        Dataset samples = Dataset.WithLabels(inputs, 2, Classes(static row => row * 11 % 3), 3).WithNames(["year", "share"]);
        AssertFound(
            DataReport.Of(samples), DataProblem.UnscaledInputs,
            "Input 0 (year) has a root mean square of 2000, input 1 (share) of 0.342; initializers and learning rates expect about 1. Scale the inputs: [Network(Inputs = InputScaling.Standardize)], or Scaling.Fit.");
        Assert.Equal(HealthProblem.UnscaledInputs, HealthReport.Of(new PlainNetwork<ThreeClasses>(), samples).Findings[0].Problem);
        Assert.DoesNotContain(DataReport.Of(Scaling.Fit(samples).Apply(samples)).Findings, static finding => finding.Problem == DataProblem.UnscaledInputs);

        Dataset huge = new(new float[] { 1e20f, -1e20f, 3e19f }, 1, new float[3], 1);
        using var trainer = new Trainer<PlainNetwork<Line>>(new(seed: 1), new Sgd(0.1));
        Assert.Contains("The mean square of the inputs is ", Assert.Throws<TrainingDivergedException>(() => trainer.Fit(huge, 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_out_of_range()
    {
        using var trainer = new Trainer<PlainNetwork<YesOrNo>>(new(), new Sgd(0.1));
        ArgumentException error = Assert.Throws<ArgumentException>("training", () => trainer.Fit(new Dataset(new float[4], 2, new float[] { 1, 7 }, 1), 1));
        Assert.StartsWith("Sample 1: target 0 is 7; BinaryCrossEntropy takes targets from 0 to 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Imbalanced_classes() => AssertFound(
        DataReport.Of(Noise(Classes(static row => row % 30 == 0 ? 1 : 0), classCount: 2)), DataProblem.ImbalancedClasses,
        "Class 0 has 97 % of the samples: a network that always names it has an accuracy of 97 %. Judge by ConfusionMatrix.MacroAverage, and let rare classes count more: WithBalancedClasses.");

    [Fact]
    public void A_constant_column()
    {
        float[] inputs = [.. Enumerable.Range(0, Count).SelectMany(static row => new[] { row * 7 % 13 / 10f, 3 })];
        AssertFound(
            DataReport.Of(Dataset.WithLabels(inputs, 2, Classes(static row => row % 3), 3)), DataProblem.Constant,
            "Input 1 is 3 in every sample: nothing can be learned from it. Leave it out, unless other data will have other values.");
    }

    [Fact]
    public void NaN_in_the_data()
    {
        float[] inputs = [0.1f, float.NaN, 0.3f, 0.4f];
        Dataset samples = new(inputs, 1, new float[4], 1);
        AssertFound(
            DataReport.Of(samples), DataProblem.NotFinite,
            "Input 0 is not finite in 1 of 4 samples (NaN in sample 1): no network learns from it. Leave these samples out, or write the mean or the median in its place.");

        using var trainer = new Trainer<PlainNetwork<Line>>(new(), new Sgd(0.1));
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(samples, 1));
        Assert.Equal(1, error.Sample);
        Assert.Contains("sample 1 of the training data is not finite (input 0 is NaN)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_is_made_of_the_answer()
    {
        int[] labels = Classes(static row => row % 3);
        float[] inputs = [.. Enumerable.Range(0, Count).SelectMany(row => new[] { row * 7 % 13 / 10f, (labels[row] - 1) + (row % 5 / 10f) })];
        const string alone = "Input 1 alone tells the class of every sample. Ask whether it is known when the network is asked; if it is made of the answer, leave it out.";
        AssertFound(DataReport.Of(Dataset.WithLabels(inputs, 2, labels, 3)), DataProblem.LeakingInput, alone);

        // The same of numbers: degrees in another unit.
        float[] degrees = [.. Enumerable.Range(0, Count).Select(static row => row * 7 % 13 / 10f)];
        AssertFound(
            DataReport.Of(new Dataset(degrees, 1, degrees.Select(static degree => (1.8f * degree) + 32).ToArray(), 1)), DataProblem.LeakingInput,
            "Input 0 alone tells target 0 of every sample. Ask whether it is known when the network is asked; if it is made of the answer, leave it out.");
        Assert.DoesNotContain(DataReport.Of(new Dataset(degrees, 1, degrees, 1)).Findings, static finding => finding.Problem == DataProblem.LeakingInput);
    }

    [Fact]
    public void Duplicated_rows_and_a_test_set_that_is_known()
    {
        float[] inputs = [0, 1, 2, 1, 3, 1];
        int[] labels = [0, 0, 0, 0, 0, 1];
        Dataset training = Dataset.WithLabels(inputs, 1, labels, 2);
        Dataset test = Dataset.WithLabels(new float[] { 9, 3 }, 1, new int[2], 2);
        var report = DataReport.Of(training, test);
        AssertFound(
            report, DataProblem.DuplicateSamples,
            "2 of 6 samples have the inputs of one before them (sample 3 those of sample 1): they count twice, and a split puts them on both sides. "
            + "Leave them out (Where), or keep them together (SplitByGroup).");
        AssertFound(
            report, DataProblem.ContradictingSamples,
            "1 of them have another answer than the one before (sample 5 than sample 1): no network can give both. Look for an input that is missing, or for mistakes in the labels.");
        AssertFound(
            report, DataProblem.SharedSamples,
            "1 of 2 test samples are among the training samples (sample 1 is sample 4 there): what the network knows by heart looks better than it is. Remove duplicates before the split.");
        Assert.Throws<ArgumentException>("test", () => DataReport.Of(training, new Dataset(new float[2], 1, new float[2], 1)));
    }

    [Fact]
    public void Batches_of_one_class()
    {
        // Sorted rows, of which the first ones were taken.
        AssertFound(
            DataReport.Of(Noise(new int[Count], classCount: 2)), DataProblem.MissingClass,
            "Class 0 has all 60 samples: there is nothing to tell apart. Look whether the rows are sorted and only the first ones were taken.");
        AssertFound(
            DataReport.Of(Noise(Classes(static row => row % 2), classCount: 3)), DataProblem.MissingClass,
            "Class 2 has no sample: it can't be learned. Look how the samples were split.");

        // Sorted rows hurt no training: each epoch deals them out anew.
        Dataset clusters = Samples.ThreeClusters(120);
        int[] order = [.. Enumerable.Range(0, 120).OrderBy(clusters.Label)];
        float[] inputs = [.. order.SelectMany(sample => clusters.Input(sample).ToArray())];
        Dataset sorted = Dataset.WithLabels(inputs, 2, order.Select(clusters.Label).ToArray(), 3);
        using var trainer = new Trainer<PlainNetwork<ThreeClasses>>(new(), new Sgd(0.3), new TrainerOptions { BatchSize = 8 });
        trainer.Fit(sorted, 20);
        Assert.Equal(1, trainer.Evaluate(sorted).Accuracy);
    }

    [Fact]
    public void Too_large_a_learning_rate()
    {
        Dataset line = Samples.LineSet(40);
        using var trainer = new Trainer<PlainNetwork<Line>>(new(seed: 1), new Sgd(1000));
        HealthFinding finding = Assert.Single(trainer.Examine(line).Findings, static finding => finding.Problem == HealthProblem.LargeUpdates);
        Assert.EndsWith("A smaller learning rate or a warm-up helps.", finding.Message, StringComparison.Ordinal);

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(line, 100));
        Assert.EndsWith("A smaller learning rate or smaller initial weights may help.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_wrong_loss()
    {
        // Two answers at once are no class; a class is no number of outputs.
        using var trainer = new Trainer<PlainNetwork<ThreeClasses>>(new(), new Sgd(0.1));
        ArgumentException both = Assert.Throws<ArgumentException>("training", () => trainer.Fit(new Dataset(new float[2], 2, new float[] { 1, 0, 1 }, 3), 1));
        Assert.StartsWith(
            "Sample 0: its targets add up to 2; CrossEntropy takes probabilities, which are at least 0 and add up to 1 for each sample.", both.Message, StringComparison.Ordinal);
        ArgumentException number = Assert.Throws<ArgumentException>("training", () => trainer.Fit(new Dataset(new float[2], 2, new float[] { 2 }, 1), 1));
        Assert.Contains("expects 2 inputs and 3 targets for each sample, but the data set has 2 inputs and 1 target.", number.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_for_one_output_and_columns_too_many()
    {
        const string Advice = "One output that says yes or no is given targets of 0 and 1 in place of labels";
        using var trainer = new Trainer<PlainNetwork<YesOrNo>>(new(), new Sgd(0.1));
        ArgumentException classes = Assert.Throws<ArgumentException>("training", () => trainer.Fit(Dataset.WithLabels(new float[4], 2, (int[])[0, 1], 2), 1));
        Assert.Contains(
            $"expects 2 inputs and 1 target for each sample, but the data set has 2 inputs and a label of 2 classes. {Advice}; labels of two classes want two outputs with Softmax.",
            classes.Message,
            StringComparison.Ordinal);
        ArgumentException oneClass = Assert.Throws<ArgumentOutOfRangeException>("labels", () => Dataset.WithLabels(new float[4], 2, (int[])[0, 1], 1));
        Assert.StartsWith($"The label at index 1 must be in [0, 1). {Advice}.", oneClass.Message, StringComparison.Ordinal);
        Dataset named = new Dataset(new float[3], 3, new float[1], 1).WithNames(["area", "rooms", "city=Bonn"]);
        Assert.Equal("1 sample of 3 inputs ('area', 'rooms', 'city=Bonn') and 1 target", named.ToString());
        ArgumentException columns = Assert.Throws<ArgumentException>("training", () => trainer.Fit(named, 1));
        Assert.Contains("but the data set has 3 inputs ('area', 'rooms', 'city=Bonn') and 1 target.", columns.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_too_few() => Assert.StartsWith(
        "Expected 2 labels (2 samples of 1), but the length is 1.",
        Assert.Throws<ArgumentException>("labels", static () => Dataset.WithLabels(new float[4], 2, new int[1], 3)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Sound_data_is_not_blamed()
    {
        Random random = new(1);
        float[] inputs = [.. Enumerable.Range(0, 600).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, 300).Select(row => inputs[2 * row] + inputs[(2 * row) + 1] > 1 ? 1 : 0)];
        (Dataset training, Dataset test) = Dataset.WithLabels(inputs, 2, labels, 2).SplitStratified(0.7, seed: 1);
        var report = DataReport.Of(training, test);
        Assert.Empty(report.Findings);
        Assert.Equal($"{training.Count} samples\nNothing was found that is wrong with them.", report.ToString());
    }

    private static int[] Classes(Func<int, int> label) => [.. Enumerable.Range(0, Count).Select(label)];

    // Inputs that say nothing.
    private static Dataset Noise(int[] labels, int classCount) =>
        Dataset.WithLabels(Enumerable.Range(0, labels.Length).Select(static row => row * 37 % 101 / 50f).ToArray(), 1, labels, classCount);

    private static void AssertFound(DataReport report, DataProblem problem, string message)
    {
        Assert.Equal(message, Assert.Single(report.Findings, finding => finding.Problem == problem).Message);
        Assert.Contains(message, report.ToString(), StringComparison.Ordinal);
    }
}
