using Layerwise.Runtime;

namespace Layerwise.Tests.Losses;

/// <summary>Spans that a loss can't take are refused before anything is written.</summary>
public class ArgumentTests
{
    private delegate float OfTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients);

    private delegate float OfLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int width, Span<float> gradients);

    private static readonly OfTargets[] TakingTargets =
    [
        Runtime.Losses.MeanSquaredError<Lanes4>, Runtime.Losses.MeanAbsoluteError<Lanes4>, Runtime.Losses.BinaryCrossEntropy<Lanes4>,
        Runtime.Losses.SigmoidBinaryCrossEntropy<Lanes4>, Runtime.Losses.BinaryCrossEntropyWithLogits<Lanes4>, Runtime.Losses.Hinge<Lanes4>,
        Runtime.Losses.CrossEntropy<Lanes4>, Runtime.Losses.SoftmaxCrossEntropy<Lanes4>, Runtime.Losses.KullbackLeibler<Lanes4>,
        Runtime.Losses.SoftmaxKullbackLeibler<Lanes4>, Runtime.Losses.NegativeLogLikelihood<Lanes4>, Runtime.Losses.LogSoftmaxCrossEntropy<Lanes4>,
        Runtime.Losses.LogSoftmaxKullbackLeibler<Lanes4>,
        static (a, y, width, g) => Runtime.Losses.Huber<Lanes4>(a, y, width, g, 1),
        static (a, y, width, g) => Runtime.Losses.SmoothL1<Lanes4>(a, y, width, g, 1),
        static (a, y, width, g) => Runtime.Losses.WeightedCrossEntropy<Lanes4>(a, y, width, g, 0.1f, []),
        static (a, y, width, g) => Runtime.Losses.SoftmaxWeightedCrossEntropy<Lanes4>(a, y, width, g, 0.1f, []),
        static (a, y, width, g) => Runtime.Losses.LogSoftmaxWeightedCrossEntropy<Lanes4>(a, y, width, g, 0.1f, []),
    ];

    private static readonly OfLabels[] TakingLabels =
    [
        Runtime.Losses.CrossEntropy<Lanes4>, Runtime.Losses.SoftmaxCrossEntropy<Lanes4>, Runtime.Losses.LogSoftmaxCrossEntropy<Lanes4>,
        static (a, y, width, g) => Runtime.Losses.WeightedCrossEntropy<Lanes4>(a, y, width, g, 0.1f, []),
        static (a, y, width, g) => Runtime.Losses.SoftmaxWeightedCrossEntropy<Lanes4>(a, y, width, g, 0.1f, []),
        static (a, y, width, g) => Runtime.Losses.LogSoftmaxWeightedCrossEntropy<Lanes4>(a, y, width, g, 0.1f, []),
    ];

    public static TheoryData<int> TargetLosses => [.. Enumerable.Range(0, TakingTargets.Length)];

    public static TheoryData<int> LabelLosses => [.. Enumerable.Range(0, TakingLabels.Length)];

    [Theory]
    [MemberData(nameof(TargetLosses))]
    public void Targets_and_gradients_are_as_many_as_outputs(int index)
    {
        OfTargets loss = TakingTargets[index];
        float[] gradients = [9, 9, 9, 9, 9, 9];
        Assert.Throws<ArgumentException>("outputs", () => loss([], [], 3, gradients));
        Assert.Throws<ArgumentException>("outputs", () => loss(new float[5], new float[5], 3, gradients));
        Assert.Throws<ArgumentException>("targets", () => loss(new float[6], new float[3], 3, gradients));
        Assert.Throws<ArgumentException>("targets", () => loss(new float[6], [], 3, gradients));
        Assert.Throws<ArgumentException>("gradients", () => loss(new float[3], new float[3], 3, gradients));
        Assert.Throws<ArgumentException>("gradients", () => loss(new float[9], new float[9], 3, gradients));
        foreach (int width in (int[])[0, -1, int.MinValue])
        {
            Assert.Throws<ArgumentOutOfRangeException>("width", () => loss(new float[6], new float[6], width, gradients));
        }

        Assert.Throws<ArgumentException>("outputs", () => loss(new float[6], new float[6], int.MaxValue, gradients));
        Assert.All(gradients, static value => Assert.Equal(9f, value));
    }

    [Theory]
    [MemberData(nameof(LabelLosses))]
    public void Labels_are_as_many_as_rows(int index)
    {
        OfLabels loss = TakingLabels[index];
        float[] gradients = [9, 9, 9, 9, 9, 9];
        Assert.Throws<ArgumentException>("outputs", () => loss([], [], 3, gradients));
        Assert.Throws<ArgumentException>("labels", () => loss(new float[6], new int[3], 3, gradients));
        Assert.Throws<ArgumentException>("labels", () => loss(new float[6], [], 3, gradients));
        Assert.Throws<ArgumentException>("gradients", () => loss(new float[9], new int[3], 3, gradients));
        Assert.All(gradients, static value => Assert.Equal(9f, value));
    }

    [Theory]
    [MemberData(nameof(LabelLosses))]
    public void A_label_beyond_all_rows_writes_nothing_outside(int index)
    {
        foreach (int label in (int[])[6, -1, int.MaxValue, int.MinValue])
        {
            float[] memory = [9, 9, 9, 9, 9, 9, 9, 9];
            try
            {
                _ = TakingLabels[index]([0.5f, 0.25f, 0.25f], [label], 3, memory.AsSpan(2, 3));
            }
            catch (IndexOutOfRangeException)
            {
            }

            Assert.Equal([9, 9], memory[..2]);
            Assert.Equal([9, 9, 9], memory[5..]);
        }
    }

    [Theory]
    [MemberData(nameof(TargetLosses))]
    public void Gradients_may_lie_on_the_outputs_and_nowhere_else(int index)
    {
        OfTargets loss = TakingTargets[index];
        float[] memory = [0.5f, 0.25f, 0.25f, 0.5f];
        Assert.Throws<ArgumentException>("gradients", () => loss(memory.AsSpan(0, 3), new float[3], 3, memory.AsSpan(1, 3)));
        Assert.Throws<ArgumentException>("gradients", () => loss(new float[3], memory.AsSpan(0, 3), 3, memory.AsSpan(0, 3)));
        Assert.Throws<ArgumentException>("gradients", () => loss(new float[3], memory.AsSpan(0, 3), 3, memory.AsSpan(1, 3)));
        Assert.Equal([0.5f, 0.25f, 0.25f, 0.5f], memory);

        float[] targets = [0.125f, 0.5f, 0.25f];
        float[] apart = new float[3];
        float[] inPlace = memory[..3];
        Assert.Equal(loss(memory.AsSpan(0, 3), targets, 3, apart), loss(inPlace, targets, 3, inPlace));
        Assert.Equal(apart, inPlace);
    }

    [Fact]
    public void Class_weights_are_as_many_as_classes_and_apart()
    {
        float[] memory = [1, 1, 1, 1];
        Assert.Throws<ArgumentException>("weights", () => Runtime.Losses.WeightedCrossEntropy<Lanes4>(new float[3], new float[3], 3, [], 0, new float[2]));
        Assert.Throws<ArgumentException>(
            "gradients", () => Runtime.Losses.WeightedCrossEntropy<Lanes4>(new float[3], new float[3], 3, memory.AsSpan(0, 3), 0, memory.AsSpan(1, 3)));
        Assert.Equal([1, 1, 1, 1], memory);
    }
}
