using Layerwise.Runtime;
using Layerwise.Tests.Lanes;
using static Layerwise.Runtime.Losses;

namespace Layerwise.Tests.Losses;

public class LossesTests
{
    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void LabelsAreOneHotTargets(int count) => EveryWidth.Run(count, new Labels());

    [Theory]
    [MemberData(nameof(Counts))]
    public void AnImpossibleLabelCosts100(int count) => EveryWidth.Run(count, new Impossible());

    [Theory]
    [MemberData(nameof(Counts))]
    public void WithoutOptionsTheWeightedLossIsThePlainOne(int count) => EveryWidth.Run(count, new Unweighted());

    [Theory]
    [MemberData(nameof(Counts))]
    public void KinksAndInfinitiesAreDefined(int count) => EveryWidth.Run(count, new Edges());

    [Theory]
    [MemberData(nameof(Counts))]
    public void ALargeBatchLosesNothing(int count) => EveryWidth.Run(count, new LargeBatch());

    [Theory]
    [MemberData(nameof(Counts))]
    public void NaNReachesTheLoss(int count) => EveryWidth.Run(count, new NotANumber());

    [Theory]
    [MemberData(nameof(Counts))]
    public void DerivativesMayOverwriteTheOutputs(int count) => EveryWidth.Run(count, new InPlace());

    [Theory]
    [MemberData(nameof(Counts))]
    public void NothingIsAllocated(int count) => EveryWidth.Run(count, new Allocation());

    private static (float[] Probabilities, float[] OneHot, int[] Labels) Batch(int rows, int width)
    {
        float[] p = [.. Enumerable.Range(0, rows * width).Select(i => 3f * MathF.Sin(i))];
        Softmax.Rows<Lanes1>(ref p[0], rows, width);
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row * 7 % width)];
        float[] oneHot = new float[rows * width];
        for (int row = 0; row < rows; row++) oneHot[(row * width) + labels[row]] = 1f;
        return (p, oneHot, labels);
    }

    private sealed class Labels : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (int width in new[] { 1, 3, 10, 16, 33 })
            {
                (float[] p, float[] oneHot, int[] labels) = Batch(5, width);
                float[] fromTargets = new float[p.Length];
                float[] fromLabels = new float[p.Length];
                float expected = SoftmaxCrossEntropy<TLanes>(p, oneHot.AsSpan(), width, fromTargets);
                Assert.Equal(expected, SoftmaxCrossEntropy<TLanes>(p, labels.AsSpan(), width, fromLabels), 1E-6f);
                Assert.Equal(expected, SoftmaxCrossEntropy<TLanes>(p, labels.AsSpan(), width, default), 1E-6f);
                Assert.Equal(fromTargets, fromLabels);

                expected = CrossEntropy<TLanes>(p, oneHot.AsSpan(), width, fromTargets);
                Assert.Equal(expected, CrossEntropy<TLanes>(p, labels.AsSpan(), width, fromLabels), 1E-6f);
                Assert.Equal(fromTargets, fromLabels);
            }
        }
    }

    private sealed class Impossible : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] p = [0f, 1f];
            float[] deltas = new float[2];
            Assert.Equal(100f, SoftmaxCrossEntropy<TLanes>(p, [0], 2, deltas));
            Assert.Equal([-1f, 1f], deltas);
            Assert.Equal(100f, CrossEntropy<TLanes>(p, [1f, 0f], 2, deltas));
            Assert.Equal([-1e12f, 0f], deltas);
        }
    }

    private sealed class Unweighted : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (int width in new[] { 1, 3, 10, 16, 33 })
            {
                (float[] p, float[] oneHot, int[] labels) = Batch(5, width);
                float[] ones = [.. Enumerable.Repeat(1f, width)];
                float[] plain = new float[p.Length];
                float[] weighted = new float[p.Length];
                float expected = CrossEntropy<TLanes>(p, oneHot.AsSpan(), width, plain);
                foreach (float[] weights in new[] { ones, [] })
                {
                    Assert.Equal(expected, WeightedCrossEntropy<TLanes>(p, oneHot.AsSpan(), width, weighted, 0f, weights), 1E-6f);
                    Assert.Equal(plain, weighted);
                    Assert.Equal(expected, WeightedCrossEntropy<TLanes>(p, labels.AsSpan(), width, weighted, 0f, weights), 1E-6f);
                    Assert.Equal(plain, weighted);
                }
            }
        }
    }

    private sealed class Edges : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] gradients = new float[2];
            Assert.Equal(1f, MeanAbsoluteError<TLanes>([3f, 1f], [3f, 3f], 2, gradients));
            Assert.Equal([0f, -0.5f], gradients);
            Assert.Equal(0f, Hinge<TLanes>([2f, -4f], [0.5f, -0.5f], 2, gradients));
            Assert.Equal([-0.25f, 0f], gradients);
            Assert.Equal(float.PositiveInfinity, Huber<TLanes>([float.NegativeInfinity, 0f], [0f, 0f], 2, gradients, 0.5f));
            Assert.Equal([-0.25f, 0f], gradients);
            Assert.Equal(float.PositiveInfinity, SmoothL1<TLanes>([float.PositiveInfinity, 0f], [0f, 0f], 2, gradients, 0.5f));
            Assert.Equal([0.5f, 0f], gradients);
            Assert.Equal(50f, BinaryCrossEntropyWithLogits<TLanes>([100f, 100f], [1f, 0f], 2, gradients));
            Assert.Equal([0f, 0.5f], gradients);
            Assert.True(BinaryCrossEntropyWithLogits<TLanes>([-80f], [0f], 1, default) is > 1.7e-35f and < 1.9e-35f);

            // A batch whose labels all weigh nothing counts for nothing.
            float[] weightless = [7, 7];
            Assert.Equal(0, WeightedCrossEntropy<TLanes>([0.5f, 0.5f], [1], 2, weightless, 0.1f, [1f, 0f]));
            Assert.Equal([0f, 0f], weightless);
            weightless = [7, 7];
            Assert.Equal(0, SoftmaxWeightedCrossEntropy<TLanes>([0.5f, 0.5f], [1], 2, weightless, 0f, [1f, 0f]));
            Assert.Equal([0f, 0f], weightless);
            Assert.Equal(0, LogSoftmaxWeightedCrossEntropy<TLanes>([-0.7f, -0.7f], [1], 2, default, 0f, [1f, 0f]));
        }
    }

    private sealed class LargeBatch : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            // Float addition one by one would be off by 1E-3 here.
            float[] outputs = new float[1_000_000];
            Array.Fill(outputs, 0.1f);
            float[] targets = new float[outputs.Length];
            Assert.Equal(0.1f * 0.1f, MeanSquaredError<TLanes>(outputs, targets, 10, default), 2E-9f);
        }
    }

    private sealed class NotANumber : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] y = [0.5f, 0f, 1f];
            for (int at = 0; at < y.Length; at++)
            {
                float[] a = [0.5f, 0.25f, 0.25f];
                a[at] = float.NaN;
                float[] gradients = new float[3];
                Assert.True(float.IsNaN(MeanSquaredError<TLanes>(a, y, 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(BinaryCrossEntropy<TLanes>(a, y, 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(CrossEntropy<TLanes>(a, y, 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(SigmoidBinaryCrossEntropy<TLanes>(a, y, 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(SoftmaxCrossEntropy<TLanes>(a, y.AsSpan(), 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(SoftmaxCrossEntropy<TLanes>(a, [at], 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(MeanAbsoluteError<TLanes>(a, y, 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(Huber<TLanes>(a, y, 3, gradients, 0.1f)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(SmoothL1<TLanes>(a, y, 3, gradients, 0.1f)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(Hinge<TLanes>(a, y, 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(BinaryCrossEntropyWithLogits<TLanes>(a, y, 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(KullbackLeibler<TLanes>(a, y, 3, gradients)));
                Assert.True(float.IsNaN(SoftmaxKullbackLeibler<TLanes>(a, y, 3, gradients)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(SoftmaxWeightedCrossEntropy<TLanes>(a, y.AsSpan(), 3, gradients, 0.1f, default)) && float.IsNaN(gradients[at]));
                Assert.True(float.IsNaN(SoftmaxWeightedCrossEntropy<TLanes>(a, [at], 3, gradients, 0f, [1f, 2f, 3f])) && float.IsNaN(gradients[at]));
            }
        }
    }

    private sealed class InPlace : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            (float[] p, float[] oneHot, int[] labels) = Batch(4, 19);
            float[] apart = new float[p.Length];
            SoftmaxCrossEntropy<TLanes>(p, labels.AsSpan(), 19, apart);
            float[] together = [.. p];
            SoftmaxCrossEntropy<TLanes>(together, labels.AsSpan(), 19, together);
            Assert.Equal(apart, together);

            BinaryCrossEntropy<TLanes>(p, oneHot, 19, apart);
            BinaryCrossEntropy<TLanes>(p, oneHot, 19, p);
            Assert.Equal(apart, p);
        }
    }

    private sealed class Allocation : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            (float[] p, float[] oneHot, int[] labels) = Batch(4, 19);
            float[] gradients = new float[p.Length];
            Assert.Equal(0, AllocationOf.EveryCall(() =>
            {
                MeanSquaredError<TLanes>(p, oneHot, 19, gradients);
                SoftmaxCrossEntropy<TLanes>(p, labels.AsSpan(), 19, gradients);
                SoftmaxCrossEntropy<TLanes>(p, oneHot.AsSpan(), 19, gradients);
                SigmoidBinaryCrossEntropy<TLanes>(p, oneHot, 19, gradients);
                Huber<TLanes>(p, oneHot, 19, gradients, 0.5f);
                BinaryCrossEntropyWithLogits<TLanes>(p, oneHot, 19, gradients);
                SoftmaxWeightedCrossEntropy<TLanes>(p, labels.AsSpan(), 19, gradients, 0.1f, default);
            }));
        }
    }
}
