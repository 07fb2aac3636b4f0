using Layerwise.Runtime;

namespace Layerwise.Conformance.GuardPages;

/// <summary>The library's other calls that take spans, at pages that may not be touched: losses, optimizers, clipping, initializers, metrics, data sets.</summary>
public static class GuardedRuntime
{
    private const int LongestSpan = 70;

    private static readonly IOptimizer[] Optimizers =
    [
        new Sgd(), new Sgd { Momentum = 0.9 }, new Adam(), new Adam { Amsgrad = true }, new AdamW(), new Nadam(), new RmsProp(),
        new RmsProp { Momentum = 0.9, Centered = true }, new AdaGrad(), new Lion(),
    ];

    private delegate float LossOfTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients);

    private delegate float LossOfLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int width, Span<float> gradients);

    /// <summary>Makes all calls. One that leaves a span kills the process.</summary>
    public static void Run()
    {
        foreach (GuardedEnd end in Enum.GetValues<GuardedEnd>())
        {
            for (int length = 0; length <= LongestSpan; length++)
            {
                foreach (IOptimizer optimizer in Optimizers) Step(optimizer, length, end);
                Clip(length, end);
                Initialize(length, end);
            }

            for (int width = 1; width <= 35; width++)
            {
                CopySample(width, end);
                ComputeLosses<Lanes16>(width, end);
                ComputeLosses<Lanes8>(width, end);
                ComputeLosses<Lanes4>(width, end);
                ComputeLosses<Lanes1>(width, end);
            }
        }
    }

    // The number of the step is one at which subnormal numbers are flushed.
    private static void Step(IOptimizer optimizer, int length, GuardedEnd end)
    {
        using var parameters = new GuardedMemory<float>(length, end);
        using var gradients = new GuardedMemory<float>(Ones(length), end);
        using var state = new GuardedMemory<float>(optimizer.StateLength(length), end);
        optimizer.Step(parameters.Span, gradients.Span, state.Span, step: 128);
    }

    private static void Clip(int length, GuardedEnd end)
    {
        using var gradients = new GuardedMemory<float>(length, end);
        gradients.Span.Fill(3);
        GradientClipping.ByValue(gradients.Span, 2);
        _ = GradientClipping.ByGlobalNorm(gradients.Span, 1);
    }

    private static void Initialize(int length, GuardedEnd end)
    {
        using var weights = new GuardedMemory<float>(length, end);
        Initializers.Uniform(weights.Span, 1, seed: 1, layer: 0);
        Initializers.Normal(weights.Span, 1, seed: 1, layer: 0);
        Initializers.TruncatedNormal(weights.Span, 1, seed: 1, layer: 0);
        for (int fanOut = 1; fanOut <= length; fanOut++)
        {
            if (length % fanOut != 0) continue;
            Initializers.Orthogonal(weights.Span, fanOut, 1, seed: 1, layer: 0);
            Initializers.Identity(weights.Span, fanOut, 1);
            Initializers.Sparse(weights.Span, fanOut, length / fanOut / 2, 1, seed: 1, layer: 0);
        }
    }

    private static void CopySample(int width, GuardedEnd end)
    {
        using var input = new GuardedMemory<float>(width, end);
        using var target = new GuardedMemory<float>(width, end);
        new Dataset(Ones(3 * width), width, Ones(3 * width), width).CopySample(2, input.Span, target.Span);
        Dataset.WithLabels(Ones(3 * width), width, new[] { 0, 0, width - 1 }, width).CopySample(2, input.Span, target.Span);
    }

    private static void ComputeLosses<TLanes>(int width, GuardedEnd end)
        where TLanes : struct, ILanes<TLanes>
    {
        using var weights = new GuardedMemory<float>(Ones(width), end);
        LossOfTargets[] ofTargets =
        [
            Losses.MeanSquaredError<TLanes>, Losses.MeanAbsoluteError<TLanes>, Losses.BinaryCrossEntropy<TLanes>, Losses.SigmoidBinaryCrossEntropy<TLanes>,
            Losses.BinaryCrossEntropyWithLogits<TLanes>, Losses.Hinge<TLanes>, Losses.CrossEntropy<TLanes>, Losses.SoftmaxCrossEntropy<TLanes>,
            Losses.KullbackLeibler<TLanes>, Losses.SoftmaxKullbackLeibler<TLanes>, Losses.NegativeLogLikelihood<TLanes>, Losses.LogSoftmaxCrossEntropy<TLanes>,
            Losses.LogSoftmaxKullbackLeibler<TLanes>,
            static (a, y, width, g) => Losses.Huber<TLanes>(a, y, width, g, 1),
            static (a, y, width, g) => Losses.SmoothL1<TLanes>(a, y, width, g, 1),
            (a, y, width, g) => Losses.WeightedCrossEntropy<TLanes>(a, y, width, g, 0.1f, weights.Span),
            (a, y, width, g) => Losses.SoftmaxWeightedCrossEntropy<TLanes>(a, y, width, g, 0.1f, weights.Span),
            (a, y, width, g) => Losses.LogSoftmaxWeightedCrossEntropy<TLanes>(a, y, width, g, 0.1f, weights.Span),
        ];
        LossOfLabels[] ofLabels =
        [
            Losses.CrossEntropy<TLanes>, Losses.SoftmaxCrossEntropy<TLanes>, Losses.LogSoftmaxCrossEntropy<TLanes>,
            (a, y, width, g) => Losses.WeightedCrossEntropy<TLanes>(a, y, width, g, 0.1f, weights.Span),
            (a, y, width, g) => Losses.SoftmaxWeightedCrossEntropy<TLanes>(a, y, width, g, 0.1f, weights.Span),
            (a, y, width, g) => Losses.LogSoftmaxWeightedCrossEntropy<TLanes>(a, y, width, g, 0.1f, weights.Span),
        ];

        foreach (int rows in (int[])[1, 2, 3, 17])
        {
            using var outputs = new GuardedMemory<float>(Ones(rows * width), end);
            using var targets = new GuardedMemory<float>(Ones(rows * width), end);
            using var labels = new GuardedMemory<int>([.. Enumerable.Range(0, rows).Select(row => row % width)], end);
            using var gradients = new GuardedMemory<float>(rows * width, end);
            using var empty = new GuardedMemory<float>(0, end);
            foreach (LossOfTargets loss in ofTargets)
            {
                _ = loss(outputs.Span, targets.Span, width, gradients.Span);
                _ = loss(outputs.Span, targets.Span, width, empty.Span);
            }

            foreach (LossOfLabels loss in ofLabels)
            {
                _ = loss(outputs.Span, labels.Span, width, gradients.Span);
                _ = loss(outputs.Span, labels.Span, width, empty.Span);
            }

            foreach (Loss loss in Enum.GetValues<Loss>())
            {
                if (loss != Loss.Auto) _ = Metrics.Accuracy(outputs.Span, targets.Span, width, loss);
            }
        }
    }

    private static float[] Ones(int length)
    {
        var values = new float[length];
        Array.Fill(values, 1f);
        return values;
    }
}
