namespace Layerwise.Tests.Training.Datasets;

/// <summary>Samples that are windows of a signal, or sequences of different lengths.</summary>
public sealed class DatasetSequencesTests
{
    // Steps of two inputs: 0, 0.5; 1, 1.5; …
    private static readonly float[] Signal = [.. Enumerable.Range(0, 20).Select(static i => i / 2f)];
    private static readonly float[] Wanted = [.. Enumerable.Range(0, 10).Select(static i => -i - 1f)];

    [Fact]
    public void Windows_show_the_steps_of_the_signal()
    {
        Dataset windows = Dataset.Windows(Signal, 2, Wanted, 1, steps: 4, hop: 3);
        Assert.Equal((3, 8, 4, false), (windows.Count, windows.InputSize, windows.TargetSize, windows.HasLengths));
        for (int window = 0; window < 3; window++)
        {
            (float[] input, float[] target) = Read(windows, window);
            Assert.Equal(Signal[(window * 6)..][..8], input);
            Assert.Equal(Wanted[(window * 3)..][..4], target);
            Assert.Equal(4, windows.Length(window));
        }
    }

    [Fact]
    public void Windows_are_views()
    {
        float[] signal = [.. Signal];
        Dataset windows = Dataset.Windows(signal, 2, Wanted, 1, steps: 4, hop: 1);
        signal[6] = 99;
        Assert.Equal(99, windows.Input(0)[6]);
        Assert.Equal(99, windows.Input(3)[0]);
        Assert.Equal(99, windows.InputAt(2, 2));
        Assert.Throws<ArgumentException>("input", () => windows.CopySample(0, signal.AsSpan(3, 8), new float[4]));
    }

    [Fact]
    public void A_window_may_have_one_target_as_a_whole()
    {
        Dataset windows = Dataset.Windows(Signal, 2, Wanted.AsMemory(0, 7), 1, steps: 4, hop: 1);
        Assert.Equal((7, 1), (windows.Count, windows.TargetSize));
        Assert.Equal([Wanted[5]], Read(windows, 5).Target);
    }

    [Fact]
    public void Sequences_are_filled_up_with_zeros_and_cut()
    {
        Dataset sequences = Dataset.Sequences(Signal, 2, Wanted, 1, lengths: [2, 7, 1], steps: 3);
        Assert.Equal((5, 6, 3, true), (sequences.Count, sequences.InputSize, sequences.TargetSize, sequences.HasLengths));
        Assert.Equal([2, 3, 3, 1, 1], Enumerable.Range(0, 5).Select(sequences.Length));
        int[] first = [0, 2, 5, 8, 9];
        for (int sample = 0; sample < 5; sample++)
        {
            int length = sequences.Length(sample);
            (float[] input, float[] target) = Read(sequences, sample);
            Assert.Equal([.. Signal.AsSpan(first[sample] * 2, length * 2), .. new float[(3 - length) * 2]], input);
            Assert.Equal([.. Wanted.AsSpan(first[sample], length), .. new float[3 - length]], target);
            Assert.Equal(input, sequences.Input(sample));
            Assert.Equal(input[5], sequences.InputAt(sample, 5));
        }
    }

    [Fact]
    public void Sequences_of_one_length_have_no_lengths()
    {
        Assert.False(Dataset.Sequences(Signal, 2, Wanted, 1, lengths: [5, 5], steps: 5).HasLengths);
        Assert.False(Dataset.Sequences(Signal, 2, Wanted, 1, lengths: [10], steps: 5).HasLengths);
    }

    [Fact]
    public void A_sample_follows_the_one_that_ends_where_it_begins()
    {
        Dataset sequences = Dataset.Sequences(Signal, 2, Wanted, 1, lengths: [2, 7, 1], steps: 3);
        Assert.Equal([false, false, true, true, false], Enumerable.Range(0, 5).Select(sample => sample > 0 && sequences.Follows(sample, sample - 1)));
        Assert.False(sequences.Follows(3, 1));
        Dataset part = sequences.Where(static sample => sample != 2);
        Assert.Equal([false, false, false, false], Enumerable.Range(0, 4).Select(sample => sample > 0 && part.Follows(sample, sample - 1)));
        Assert.True(Dataset.Windows(Signal, 2, Wanted, 1, steps: 5, hop: 5).Follows(1, 0));
        Assert.False(Dataset.Windows(Signal, 2, Wanted, 1, steps: 4, hop: 3).HasFollowers());

        // Scaled samples are copies, which go on from each other too.
        Dataset scaled = Scaling.Fit(sequences).Apply(sequences);
        Assert.True(scaled.Follows(2, 1) && scaled.HasFollowers() && !scaled.Follows(1, 0));
        Assert.Equal(2, scaled.Length(0));
    }

    [Fact]
    public void Sequences_have_the_label_of_a_class()
    {
        int[] labels = [1, 0, 2];
        Dataset sequences = Dataset.SequencesWithLabels(Signal, 2, labels, 3, lengths: [4, 5, 1], steps: 5);
        Assert.Equal((3, 10, 3, true), (sequences.Count, sequences.InputSize, sequences.TargetSize, sequences.HasLabels));
        Assert.Equal([0f, 1f, 0f], Read(sequences, 0).Target);
        Assert.Equal([0f, 0f, 1f], Read(sequences, 2).Target);
    }

    [Fact]
    public void Steps_have_labels_of_classes()
    {
        int[] labels = [.. Enumerable.Range(0, 10).Select(static step => step % 3)];
        Dataset windows = Dataset.WindowsWithLabels(Signal, 2, labels, 3, steps: 4, hop: 3);
        Assert.Equal((3, 12, false, true), (windows.Count, windows.TargetSize, windows.HasLabels, windows.HasStepLabels));
        Assert.Equal([1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 1f, 0f, 0f], Read(windows, 1).Target);
        Assert.Equal([0, 1, 2, 0], windows.StepLabels(1).ToArray());

        Dataset sequences = Dataset.SequencesWithLabels(Signal, 2, labels, 3, lengths: [2, 7, 1], steps: 3);
        Assert.Equal((5, 9, true), (sequences.Count, sequences.TargetSize, sequences.HasLengths));
        Assert.Equal([1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 0f], Read(sequences, 0).Target);
        Assert.Equal([2], sequences.StepLabels(3).ToArray());
        Dataset scaled = Scaling.Fit(sequences).Apply(sequences);
        Assert.Equal(Read(sequences, 1).Target, Read(scaled, 1).Target);
        Assert.Equal([0, 1], scaled.StepLabels(0).ToArray());

        Dataset rows = Dataset.WithStepLabels(Signal, 10, labels, 3, steps: 5).WithLengths(Lengths(5, 2));
        Assert.Equal((2, 15), (rows.Count, rows.TargetSize));
        Assert.Equal([2, 0], rows.StepLabels(1).ToArray());
        Assert.Equal(5, Read(rows, 1).Target.Sum());
        Assert.Equal(1, Dataset.WindowsWithLabels(Signal, 2, Lengths(1, 0, 2), 3, steps: 4, hop: 3).Label(0));

        Assert.Contains("StepLabels", Assert.Throws<InvalidOperationException>(() => rows.Label(0)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => rows.SplitStratified(0.5, 1));
        Assert.Throws<InvalidOperationException>(() => new Dataset(new float[2], 1, new float[2], 1).StepLabels(0));
        Assert.Throws<ArgumentException>("labels", () => Dataset.WindowsWithLabels(Signal, 2, new int[9], 3, steps: 4, hop: 3));
        Assert.Throws<ArgumentException>("labels", () => Dataset.WithStepLabels(Signal, 10, new int[9], 3, steps: 5));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => Dataset.WithStepLabels(Signal, 10, labels, 2, steps: 5));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => Dataset.WithStepLabels(Signal, 10, labels, 0, steps: 5));
        Assert.NotEqual(windows.Identity, Dataset.WindowsWithLabels(Signal, 2, new int[10], 3, steps: 4, hop: 3).Identity);
    }

    [Fact]
    public void Lengths_of_rows_go_with_the_rows()
    {
        Dataset padded = new Dataset(new float[12], 4, new float[12], 4).WithLengths(Lengths(1, 4, 2));
        Assert.Equal([1, 4, 2], Enumerable.Range(0, 3).Select(padded.Length));
        Dataset part = padded.Where(static sample => sample != 1);
        Assert.Equal([1, 2], Enumerable.Range(0, 2).Select(part.Length));
        Assert.Equal([1, 2], Enumerable.Range(0, 2).Select(part.WithWeights(new float[3].Select(static _ => 1f).ToArray()).Length));
        Assert.NotEqual(padded.Identity, new Dataset(new float[12], 4, new float[12], 4).WithLengths(Lengths(1, 4, 3)).Identity);
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        Assert.Throws<ArgumentException>("inputs", () => Dataset.Windows(new float[5], 2, new float[2], 1, 1, 1));
        Assert.Throws<ArgumentException>("inputs", () => Dataset.Windows(new float[6], 2, new float[3], 1, 4, 1));
        Assert.Throws<ArgumentException>("targets", () => Dataset.Windows(Signal, 2, new float[9], 1, 4, 1));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => Dataset.Windows(Signal, 2, Wanted, 1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("hop", () => Dataset.Windows(Signal, 2, Wanted, 1, 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>("inputSize", () => Dataset.Windows(Signal, 0, Wanted, 1, 4, 1));
        Assert.Throws<ArgumentOutOfRangeException>("targetSize", () => Dataset.Windows(Signal, 2, Wanted, 0, 4, 1));
        Assert.Throws<ArgumentOutOfRangeException>("targetSize", () => Dataset.Sequences(Signal, 2, Wanted, 1, [10], int.MaxValue));
        Assert.Throws<ArgumentException>("lengths", () => Dataset.Sequences(Signal, 2, Wanted, 1, [], 4));
        Assert.Throws<ArgumentException>("lengths", () => Dataset.Sequences(Signal, 2, Wanted, 1, [10, 0], 4));
        Assert.Throws<ArgumentException>("inputs", () => Dataset.Sequences(Signal, 2, Wanted, 1, [10, 1], 4));
        Assert.Throws<ArgumentException>("targets", () => Dataset.Sequences(Signal, 2, new float[2], 1, [4, 6], 5));
        Assert.Throws<ArgumentException>("lengths", () => Dataset.SequencesWithLabels(Signal, 2, new int[2], 1, [4, 6], 5));
        Assert.Throws<ArgumentException>("labels", () => Dataset.SequencesWithLabels(Signal, 2, new int[3], 1, [4, 6], 6));
        Dataset rows = new(new float[12], 4, new float[12], 4);
        Assert.Throws<ArgumentException>("lengths", () => rows.WithLengths(new int[2]));
        Assert.Throws<ArgumentException>("lengths", () => rows.WithLengths(Lengths(1, 0, 2)));
        Assert.Throws<InvalidOperationException>(() => rows.Length(0));
        Assert.Throws<InvalidOperationException>(() => Dataset.Sequences(Signal, 2, Wanted, 1, [4, 6], 6).WithLengths(Lengths(1, 1)));
    }

    [Fact]
    public void Lengths_and_carried_states_are_for_recurrent_networks()
    {
        Dataset rows = new(new float[4], 2, new float[6], 3);
        PlainNetwork<ThreeClasses> network = new();
        ArgumentException error = Assert.Throws<ArgumentException>("training", () => new Trainer<PlainNetwork<ThreeClasses>>(network, new Sgd()).Fit(rows.WithLengths(Lengths(1, 2)), 1));
        Assert.Contains("no recurrent layers", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>("options", () => new Trainer<PlainNetwork<ThreeClasses>>(network, new Sgd(), new TrainerOptions { CarriesStates = true }));
        Assert.Contains("no recurrent layers", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(9, 3)]
    [InlineData(7, 7)]
    [InlineData(4, 1)]
    [InlineData(3, 5)]
    public void Streams_take_all_windows_in_their_order(int count, int rows)
    {
        int[] order = new int[count];
        CarriedStates.Order(order, rows);
        Assert.Equal(Enumerable.Range(0, count), order.Order());
        for (int i = rows; i < count; i++) Assert.Equal(order[i - rows] + 1, order[i]);
    }

    private static int[] Lengths(params int[] lengths) => lengths;

    private static (float[] Input, float[] Target) Read(Dataset samples, int sample)
    {
        float[] input = new float[samples.InputSize];
        float[] target = new float[samples.TargetSize];
        input.AsSpan().Fill(-7);
        target.AsSpan().Fill(-7);
        samples.CopySample(sample, input, target);
        return (input, target);
    }
}
