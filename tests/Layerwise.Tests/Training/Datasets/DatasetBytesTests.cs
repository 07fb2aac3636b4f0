namespace Layerwise.Tests.Training.Datasets;

/// <summary>Samples of bytes are what the same samples of floats are, everywhere.</summary>
public sealed class DatasetBytesTests
{
    // Whole registers of 16 and some bytes behind them.
    private const int Size = 37;
    private const int Count = 11;

    private static readonly byte[] Bytes = [.. Enumerable.Range(0, Count * Size).Select(static i => (byte)(i * 89))];
    private static readonly int[] Labels = [.. Enumerable.Range(0, Count).Select(static i => i % 3)];

    [Theory]
    [InlineData(1f / 255, 0f)]
    [InlineData(1f / 127.5f, -1f)]
    [InlineData(0.0131f, -0.4242f)]
    public void A_byte_is_scaled_when_its_sample_is_used(float scale, float shift)
    {
        var samples = Dataset.WithLabels(Bytes, Size, Labels, 3, scale, shift);
        float[] input = new float[Size];
        float[] target = new float[3];
        for (int sample = 0; sample < Count; sample++)
        {
            float[] expected = [.. Bytes.Skip(sample * Size).Take(Size).Select(b => (scale * b) + shift)];
            samples.CopySample(sample, input, target);
            Assert.Equal(expected, input);
            Assert.Equal(expected, samples.Input(sample).ToArray());
            Assert.Equal(expected, Enumerable.Range(0, Size).Select(i => samples.InputAt(sample, i)));
            Assert.Equal(1, target[sample % 3]);
        }
    }

    [Fact]
    public void By_default_inputs_are_from_0_to_1()
    {
        var samples = Dataset.WithLabels(new byte[] { 0, 51, 255 }, 3, new int[1], 1);
        Assert.Equal([0f, 1f], new[] { samples.InputAt(0, 0), samples.InputAt(0, 2) });
        Assert.Equal(0.2f, samples.InputAt(0, 1), 1e-6f);
    }

    [Fact]
    public void They_are_split_named_and_told_apart_as_floats_are()
    {
        var bytes = Dataset.WithLabels(Bytes, Size, Labels, 3);
        var floats = Dataset.WithLabels(Bytes.Select(static b => (1f / 255 * b) + 0f).ToArray(), Size, Labels, 3);
        Assert.Equal(floats.Identity, bytes.Identity);
        Assert.Equal(floats.Split(0.5, seed: 4).Second.Identity, bytes.Split(0.5, seed: 4).Second.Identity);
        int[] groups = [.. Enumerable.Range(0, Count).Select(static i => i / 2)];
        float[] weights = [.. Enumerable.Range(1, Count).Select(static i => (float)i)];
        Assert.Equal(floats.SplitByGroup(0.5, groups, seed: 4).First.Identity, bytes.SplitByGroup(0.5, groups, seed: 4).First.Identity);
        Assert.Equal(floats.WithWeights(weights).Identity, bytes.WithWeights(weights).Identity);
        Assert.Equal(floats.WithBalancedClasses().Identity, bytes.WithBalancedClasses().Identity);
        Assert.Equal(Scaling.Fit(floats).Apply(floats).Identity, Scaling.Fit(bytes).Apply(bytes).Identity);
        Assert.NotEqual(floats.Identity, Dataset.WithLabels(Bytes, Size, Labels, 3, scale: 1).Identity);
    }

    [Fact]
    public void A_network_learns_the_same_of_them()
    {
        byte[] bytes = [.. Enumerable.Range(0, 300 * 2).Select(static i => (byte)(i * i * 31))];
        int[] labels = [.. Enumerable.Range(0, 300).Select(i => bytes[2 * i] > bytes[(2 * i) + 1] ? 1 : 0)];
        float[] floats = [.. bytes.Select(static b => (0.01f * b) - 1)];
        Assert.Equal(Train(Dataset.WithLabels(floats, 2, labels, 3)), Train(Dataset.WithLabels(bytes, 2, labels, 3, scale: 0.01f, shift: -1)));

        static float[] Train(Dataset samples)
        {
            PlainNetwork<ThreeClasses> network = new(seed: 1);
            new Trainer<PlainNetwork<ThreeClasses>>(network, new Adam(0.01)).Fit(samples, 2);
            return network.Parameters.ToArray();
        }
    }

    [Fact]
    public void Targets_may_be_any()
    {
        var samples = new Dataset(new byte[] { 255, 0, 0, 255 }, 2, new[] { 0.5f, -0.5f }, 1);
        float[] input = new float[2];
        float[] target = new float[1];
        samples.CopySample(1, input, target);
        Assert.Equal([0, 1], input);
        Assert.Equal([-0.5f], target);
        Assert.Throws<ArgumentException>("targets", () => new Dataset(new byte[4], 2, new float[3], 1));
        Assert.Throws<ArgumentException>("labels", () => Dataset.WithLabels(new byte[4], 2, new int[3], 1));
        Assert.Throws<ArgumentException>("inputs", () => Dataset.WithLabels(Array.Empty<byte>(), 2, Array.Empty<int>(), 1));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => Dataset.WithLabels(new byte[4], 2, new int[2], 1, scale: 0));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => Dataset.WithLabels(new byte[4], 2, new int[2], 1, scale: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("shift", () => Dataset.WithLabels(new byte[4], 2, new int[2], 1, shift: float.PositiveInfinity));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_sample()
    {
        var samples = Dataset.WithLabels(Bytes, Size, Labels, 3);
        float[] input = new float[Size];
        float[] target = new float[3];
        samples.CopySample(0, input, target);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int sample = 0; sample < Count; sample++) samples.CopySample(sample, input, target);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
