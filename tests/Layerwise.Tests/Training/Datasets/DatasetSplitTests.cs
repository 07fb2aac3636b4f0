namespace Layerwise.Tests.Training.Datasets;

public class DatasetSplitTests
{
    [Theory]
    [InlineData(0.8, 1)]
    [InlineData(0.8, 2)]
    [InlineData(0.5, 3)]
    public void Stratified_parts_have_all_classes_in_proportion(double fraction, ulong seed)
    {
        // 90, 8, 2 and 1 of the classes 0 to 3.
        int[] labels = [.. Enumerable.Repeat(0, 90), .. Enumerable.Repeat(1, 8), 2, 2, 3];
        Dataset samples = Numbered(labels, classCount: 5);
        (Dataset first, Dataset second) = samples.SplitStratified(fraction, seed);

        Assert.Equal((int)Math.Round(90 * fraction), CountOf(first, 0));
        Assert.Equal((int)Math.Round(8 * fraction), CountOf(first, 1));
        Assert.Equal((1, 1), (CountOf(first, 2), CountOf(second, 2)));
        Assert.Equal((1, 0), (CountOf(first, 3), CountOf(second, 3)));
        AssertDealtOut(samples, first, second);
    }

    [Fact]
    public void A_seed_gives_the_same_parts_and_another_seed_others()
    {
        Dataset samples = Numbered([.. Enumerable.Range(0, 100).Select(static i => i % 2)], classCount: 2);
        int[] groups = [.. Enumerable.Range(0, 100).Select(static i => i / 5)];
        Assert.Equal(Rows(samples.SplitStratified(0.5, 7).First), Rows(samples.SplitStratified(0.5, 7).First));
        Assert.NotEqual(Rows(samples.SplitStratified(0.5, 7).First), Rows(samples.SplitStratified(0.5, 8).First));
        Assert.Equal(Rows(samples.SplitByGroup(0.5, groups, 7).First), Rows(samples.SplitByGroup(0.5, groups, 7).First));
        Assert.NotEqual(Rows(samples.SplitByGroup(0.5, groups, 7).First), Rows(samples.SplitByGroup(0.5, groups, 8).First));
    }

    [Fact]
    public void Groups_stay_together_also_in_parts_of_parts()
    {
        Dataset samples = Numbered(new int[100], classCount: 1);
        int[] groups = [.. Enumerable.Range(0, 100).Select(static i => i * 7 % 20)];
        (Dataset rest, Dataset test) = samples.SplitByGroup(0.8, groups, seed: 1);
        (Dataset training, Dataset validation) = rest.SplitByGroup(0.75, groups, seed: 2);

        Assert.Equal((60, 20, 20), (training.Count, validation.Count, test.Count));
        int[][] parts = [.. new[] { training, validation, test }.Select(part => Rows(part).Select(row => groups[row]).Distinct().ToArray())];
        Assert.Equal(20, parts.Sum(static part => part.Length));
        AssertDealtOut(rest, training, validation);
        AssertDealtOut(samples, rest, test);
    }

    [Fact]
    public void No_part_is_empty_however_large_the_groups()
    {
        Dataset samples = Numbered(new int[10], classCount: 1);
        int[] groups = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1];
        Assert.Equal(4, samples.SplitByGroup(0.01, groups, seed: 1).First.Count);
        Assert.Equal(6, samples.SplitByGroup(0.99, groups, seed: 1).First.Count);
    }

    [Fact]
    public void What_can_t_be_split_is_refused()
    {
        Dataset samples = Numbered([0, 0, 1, 1], classCount: 2);
        Dataset targets = new(new float[4], 1, new float[4], 1);
        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => samples.SplitStratified(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => samples.SplitStratified(double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => samples.SplitByGroup(0, [1, 2, 3, 4], 0));
        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => Numbered([0, 1, 2], classCount: 3).SplitStratified(0.5, 0));
        Assert.Contains("not labels", Assert.Throws<InvalidOperationException>(() => targets.SplitStratified(0.5, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("groups", () => samples.SplitByGroup(0.5, [1, 2, 3], 0));
        ArgumentException one = Assert.Throws<ArgumentException>("groups", () => samples.SplitByGroup(0.5, [3, 3, 3, 3], 0));
        Assert.Contains("All 4 samples are of group 3", one.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("sample", () => samples.Row(4));
    }

    // The input of each sample is its row.
    private static Dataset Numbered(int[] labels, int classCount) =>
        Dataset.WithLabels(Enumerable.Range(0, labels.Length).Select(static row => (float)row).ToArray(), 1, labels, classCount);

    private static int CountOf(Dataset samples, int label) => Enumerable.Range(0, samples.Count).Count(sample => samples.Label(sample) == label);

    private static int[] Rows(Dataset samples) => [.. Enumerable.Range(0, samples.Count).Select(samples.Row)];

    private static void AssertDealtOut(Dataset whole, Dataset first, Dataset second)
    {
        Assert.Equal(Rows(whole).Order(), Rows(first).Concat(Rows(second)).Order());
        Assert.All(Enumerable.Range(0, first.Count), sample => Assert.Equal(first.Row(sample), first.Input(sample)[0]));
    }
}
