using System.Runtime.InteropServices;

namespace Layerwise.Tests.Training.Datasets;

public class DatasetTests
{
    [Fact]
    public void Samples_come_back_with_their_targets()
    {
        Dataset samples = new(new float[] { 1, 2, 3, 4, 5, 6 }, 2, new float[] { 10, 20, 30 }, 1);
        Assert.Equal((3, 2, 1), (samples.Count, samples.InputSize, samples.TargetSize));

        (float[] input, float[] target) = Read(samples, 1);
        Assert.Equal([3f, 4f], input);
        Assert.Equal([20f], target);
    }

    [Fact]
    public void Labels_become_one_hot_targets()
    {
        int[] labels = [2, 0];
        Dataset samples = Dataset.WithLabels(new float[2], 1, labels, 3);
        Assert.Equal([0f, 0f, 1f], Read(samples, 0).Target);
        Assert.Equal([1f, 0f, 0f], Read(samples, 1).Target);
    }

    [Fact]
    public void A_data_set_is_a_view()
    {
        float[] inputs = [1, 2];
        Dataset samples = new(inputs, 1, new float[2], 1);
        inputs[1] = 7;
        Assert.Equal([7f], Read(samples, 1).Input);
    }

    [Fact]
    public void Wrong_lengths_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("inputs", () => new Dataset(new float[5], 2, new float[2], 1));
        Assert.Throws<ArgumentException>("inputs", () => new Dataset(Array.Empty<float>(), 2, Array.Empty<float>(), 1));
        Assert.Throws<ArgumentException>("targets", () => new Dataset(new float[4], 2, new float[3], 1));
        Assert.Throws<ArgumentException>("labels", () => Dataset.WithLabels(new float[4], 2, new int[3], 1));
        Assert.Throws<ArgumentOutOfRangeException>("inputSize", () => new Dataset(new float[4], 0, new float[2], 1));
        Assert.Throws<ArgumentOutOfRangeException>("targetSize", () => new Dataset(new float[4], 2, new float[2], 0));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => Dataset.WithLabels(new float[4], 2, new int[2], 0));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_label_outside_its_range_is_refused_with_its_place(int label)
    {
        int[] labels = [0, 2, label, 1];
        ArgumentException error = Assert.Throws<ArgumentOutOfRangeException>(
            nameof(labels), () => Dataset.WithLabels(new float[4], 1, labels, 3));
        Assert.Contains("index 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("[0, 3)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_and_labels_are_read_in_the_order_of_a_split()
    {
        int[] labels = [0, 1, 2, 0, 1, 2];
        (Dataset first, Dataset second) = Dataset.WithLabels(new float[] { 0, 1, 2, 0, 1, 2 }, 1, labels, 3).Split(0.5, seed: 1);
        foreach (Dataset part in new[] { first, second })
        {
            for (int i = 0; i < part.Count; i++) Assert.Equal(part.Label(i), part.Input(i)[0]);
        }

        Assert.Throws<ArgumentOutOfRangeException>("sample", () => first.Label(3));
        Assert.Throws<ArgumentOutOfRangeException>("sample", () => _ = first.Input(-1).Length);
    }

    [Fact]
    public void Samples_with_targets_have_no_labels()
    {
        Dataset samples = new(new float[1], 1, new float[1], 1);
        Assert.Throws<InvalidOperationException>(() => samples.Label(0));
    }

    [Fact]
    public void Reading_checks_index_and_lengths()
    {
        Dataset samples = new(new float[4], 2, new float[2], 1);
        Assert.Throws<ArgumentOutOfRangeException>("sample", () => samples.CopySample(2, new float[2], new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>("sample", () => samples.CopySample(-1, new float[2], new float[1]));
        Assert.Throws<ArgumentException>("input", () => samples.CopySample(0, new float[3], new float[1]));
        Assert.Throws<ArgumentException>("target", () => samples.CopySample(0, new float[2], new float[2]));
    }

    [Fact]
    public void A_split_deals_out_every_sample_once_with_its_target()
    {
        Dataset samples = Numbered(100);
        (Dataset first, Dataset second) = samples.Split(0.8, seed: 3);
        Assert.Equal((80, 20), (first.Count, second.Count));

        float[] firstOnes = Inputs(first);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (float)i), firstOnes.Concat(Inputs(second)).Order());
        Assert.NotEqual(firstOnes.Order(), firstOnes);
        Assert.Equal([-firstOnes[5]], Read(first, 5).Target);
    }

    [Fact]
    public void A_split_depends_on_its_seed_alone()
    {
        Assert.Equal(Inputs(Numbered(50).Split(0.5, 1).First), Inputs(Numbered(50).Split(0.5, 1).First));
        Assert.NotEqual(Inputs(Numbered(50).Split(0.5, 1).First), Inputs(Numbered(50).Split(0.5, 2).First));
    }

    [Fact]
    public void A_part_can_be_split_again()
    {
        (Dataset part, _) = Numbered(40).Split(0.5, 1);
        (Dataset first, Dataset second) = part.Split(0.25, 2);
        Assert.Equal(Inputs(part).Order(), Inputs(first).Concat(Inputs(second)).Order());
        Assert.Equal(5, first.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0.01)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_split_leaves_no_side_empty(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(fraction), () => Numbered(10).Split(fraction, 0));

    [Fact]
    public void A_sample_is_not_copied_over_itself_or_the_samples()
    {
        float[] inputs = [1, 2, 3, 4];
        float[] targets = [5, 6, 7, 8];
        int[] labels = [1, 0];
        var samples = new Dataset(inputs, 2, targets, 2);
        var labelled = Dataset.WithLabels(inputs, 2, labels, 2);
        float[] memory = new float[3];
        Assert.Throws<ArgumentException>("target", () => samples.CopySample(0, memory.AsSpan(0, 2), memory.AsSpan(1, 2)));
        Assert.Throws<ArgumentException>("input", () => samples.CopySample(0, inputs.AsSpan(2, 2), new float[2]));
        Assert.Throws<ArgumentException>("input", () => samples.CopySample(0, targets.AsSpan(2, 2), new float[2]));
        Assert.Throws<ArgumentException>("target", () => samples.CopySample(0, new float[2], inputs.AsSpan(2, 2)));
        Assert.Throws<ArgumentException>("target", () => labelled.CopySample(0, new float[2], MemoryMarshal.Cast<int, float>(labels.AsSpan())));
        Assert.Equal([1, 2, 3, 4], inputs);
        Assert.Equal([5, 6, 7, 8], targets);
        Assert.Equal([1, 0], labels);
        Assert.Equal([0, 0, 0], memory);
    }

    private static Dataset Numbered(int count)
    {
        float[] numbers = [.. Enumerable.Range(0, count)];
        return new Dataset(numbers, 1, numbers.Select(x => -x).ToArray(), 1);
    }

    private static float[] Inputs(Dataset samples) => [.. Enumerable.Range(0, samples.Count).Select(i => Read(samples, i).Input[0])];

    private static (float[] Input, float[] Target) Read(Dataset samples, int sample)
    {
        float[] input = new float[samples.InputSize];
        float[] target = new float[samples.TargetSize];
        Array.Fill(target, float.NaN);
        samples.CopySample(sample, input, target);
        return (input, target);
    }
}
