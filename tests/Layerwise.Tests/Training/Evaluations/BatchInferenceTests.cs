namespace Layerwise.Tests.Training.Evaluations;

/// <summary>In plain loops. What generated networks give on several threads, and that it allocates nothing, is checked on every lane width.</summary>
public class BatchInferenceTests
{
    private static int InputSize => PlainNetwork<ThreeClasses>.InputSize;

    private static int OutputSize => PlainNetwork<ThreeClasses>.OutputSize;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(2, 13)]
    [InlineData(3, 97)]
    [InlineData(2, 256)]
    [InlineData(5, 1000)]
    public void Every_row_is_computed(int threads, int rows)
    {
        PlainNetwork<ThreeClasses> network = new(seed: 1);
        using BatchInference<PlainNetwork<ThreeClasses>> inference = new(network, threads);
        float[] inputs = [.. Enumerable.Range(0, rows * InputSize).Select(static i => MathF.Sin(i))];
        float[] expected = new float[rows * OutputSize];
        float[] found = new float[rows * OutputSize];
        network.Forward(inputs, expected);
        for (int call = 0; call < 3; call++)
        {
            Array.Fill(found, float.NaN);
            inference.Forward(inputs, found);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void What_cannot_be_is_refused_at_the_door()
    {
        Assert.Throws<ArgumentNullException>(static () => new BatchInference<PlainNetwork<ThreeClasses>>(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new BatchInference<PlainNetwork<ThreeClasses>>(new(seed: 1), 0));
        using BatchInference<PlainNetwork<ThreeClasses>> inference = new(new(seed: 1), 2);
        float[] memory = new float[300 * (InputSize + OutputSize)];
        Assert.Throws<ArgumentException>("inputs", () => inference.Forward(memory.AsSpan(0, InputSize + 1), memory));
        Assert.Throws<ArgumentException>("outputs", () => inference.Forward(memory.AsSpan(0, 200 * InputSize), memory.AsSpan(200 * InputSize, OutputSize)));

        // The last outputs lie where the first inputs are: no part of the rows would see that.
        Assert.Throws<ArgumentException>("outputs", () => inference.Forward(
            memory.AsSpan((200 * OutputSize) - 1, 200 * InputSize), memory.AsSpan(0, 200 * OutputSize)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_call_within_a_call_is_refused_and_changes_nothing_of_it(int threads)
    {
        PlainNetwork<ThreeClasses> network = new(seed: 1);
        using BatchInference<PlainNetwork<ThreeClasses>> inference = new(network, threads);
        float[] inputs = [.. Enumerable.Range(0, 600 * InputSize).Select(static i => MathF.Sin(i))];
        float[] expected = new float[600 * OutputSize];
        float[] found = new float[600 * OutputSize];
        float[] others = new float[OutputSize];
        network.Forward(inputs, expected);
        network.OnForward = () => Assert.Throws<InvalidOperationException>(() => inference.Forward(new float[InputSize], others));
        inference.Forward(inputs, found);
        Assert.Equal(expected, found);
        Assert.All(others, static output => Assert.Equal(0, output));

        network.OnForward = static () => throw new NotSupportedException("An activation of one's own.");
        Assert.Throws<NotSupportedException>(() => inference.Forward(inputs, found));
        network.OnForward = null;
        inference.Forward(inputs, found);
        Assert.Equal(expected, found);
    }
}
