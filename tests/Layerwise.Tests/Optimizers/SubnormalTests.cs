using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Optimizers;

public class SubnormalTests
{
    private const float SmallestNormal = 1.17549435E-38f;

    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void Only_what_is_below_the_smallest_normal_number_becomes_0(int count) => EveryWidth.Run(count, new Kept());

    [Fact]
    public void Weights_that_only_weight_decay_moves_end_at_0()
    {
        float[] parameters = [1, 1];
        Sgd optimizer = new(0.5) { WeightDecay = 0.01 };
        int steps = 200 * Subnormals.StepsBetweenFlushes;
        for (int step = 1; step <= steps; step++) optimizer.Step(parameters, [0f, -1f], [], step);
        Assert.Equal(0f, parameters[0]);
        Assert.Equal(100f, parameters[1], 1e-3f);
    }

    [Fact]
    public void Running_means_of_gradients_that_ended_end_at_0()
    {
        float[] parameters = [1];
        float[] state = [1e-37f, 1e-37f];
        Adam optimizer = new();
        for (int step = 1; step <= 20 * Subnormals.StepsBetweenFlushes; step++) optimizer.Step(parameters, [0f], state, step);
        Assert.Equal(0f, state[0]);
        Assert.Equal(0f, state[1]);
    }

    private sealed class Kept : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] values = [.. Enumerable.Repeat(1e-39f, 33)];
            values[1] = SmallestNormal;
            values[2] = -SmallestNormal;
            values[3] = float.NaN;
            values[4] = float.NegativeInfinity;
            values[5] = -float.Epsilon;
            values[32] = 3;
            Subnormals.Flush<TLanes>(values);
            float[] expected = new float[33];
            values.AsSpan(1, 4).CopyTo(expected.AsSpan(1));
            expected[32] = 3;
            Assert.Equal(expected, values);
            Assert.Equal([SmallestNormal, -SmallestNormal, float.NaN, float.NegativeInfinity], values[1..5]);
        }
    }
}
