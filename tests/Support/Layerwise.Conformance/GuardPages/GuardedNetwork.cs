namespace Layerwise.Conformance.GuardPages;

/// <summary>One run of <see cref="GuardPageCheck"/>.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal sealed class GuardedNetwork<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly LabelGradients<TNetwork>? _labelled;
    private readonly Inference? _steps;
    private readonly Random _random;
    private readonly float[] _statistics;
    private readonly Workspace<TNetwork> _workspace = TNetwork.CreateWorkspace(GuardedInference.BatchSizes.Max());
    private readonly ConformanceReport _report = new(typeof(TNetwork).Name + " at guard pages");

    public GuardedNetwork(TNetwork network, int seed)
    {
        _network = network;
        _labelled = LabelOverload.Of(network);
        _steps = GuardedSteps.Of(network);
        _random = new Random(seed);
        _statistics = network.RunningStatistics.ToArray();
    }

    public ConformanceReport Run()
    {
        foreach (int rows in GuardedInference.BatchSizes)
        {
            float[] inputs = Draw(rows * TNetwork.InputSize);
            float[] outputs = Draw(rows * TNetwork.OutputSize);
            float[] targets = Targets(outputs);
            int[] labels = [.. Enumerable.Range(0, rows).Select(_ => _random.Next(TNetwork.OutputSize))];
            foreach (GuardedEnd end in Enum.GetValues<GuardedEnd>())
            {
                Infer(inputs, targets.Length, end);
                GoStepByStep(rows, end);
                GoForwardAndBackward(inputs, outputs, end);
                if (rows == 0) continue;
                ComputeGradients(inputs, targets, end);
                ComputeGradients(inputs, labels, end);
                ComputeLoss(outputs, targets, end);
            }
        }

        return _report;
    }

    // What the losses take for targets, out of numbers in (0, 1).
    private static float[] Targets(float[] numbers)
    {
        HeadInfo[] heads = TNetwork.Heads.Length > 0 ? TNetwork.Heads.ToArray() : [new HeadInfo("", 0, 0, TNetwork.OutputSize, TNetwork.Loss, 1)];
        return [.. numbers.Chunk(TNetwork.OutputSize).SelectMany(row => heads.SelectMany(head => Targets(row[head.Offset..(head.Offset + head.Size)], head.Loss)))];
    }

    private static IEnumerable<float> Targets(float[] numbers, Loss loss) => loss switch
    {
        Loss.CrossEntropy or Loss.KullbackLeibler => numbers.Select(number => number / numbers.Sum()),
        Loss.Hinge => numbers.Select(static number => number < 0.5f ? -1f : 1f),
        Loss.BinaryCrossEntropy or Loss.BinaryCrossEntropyWithLogits => numbers,
        Loss.MeanSquaredError or Loss.MeanAbsoluteError or Loss.Huber or Loss.SmoothL1 => numbers,
        _ => throw new InvalidOperationException($"No such loss: {loss}."),
    };

    // In (0, 1), where every loss takes outputs.
    private float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.05f + (0.9f * _random.NextSingle()))];

    // The same statistics and masks for each of two passes that are compared.
    private void Reset()
    {
        _statistics.CopyTo(_network.RunningStatistics);
        _workspace.DropoutPass = 0;
    }

    private void Infer(float[] inputs, int outputs, GuardedEnd end)
    {
        Reset();
        if (!GuardedInference.AgreesWithArrays(_network.Forward, inputs, outputs, end)) Fail("outputs", outputs);
    }

    // So many steps, and not sequences.
    private void GoStepByStep(int steps, GuardedEnd end)
    {
        if (_steps is null) return;
        int outputs = steps * TNetwork.OutputSize / TNetwork.AnsweredSteps;
        if (!GuardedInference.AgreesWithArrays(_steps, Draw(steps * TNetwork.InputSize / TNetwork.Steps), outputs, end)) Fail("outputs of steps", outputs);
    }

    private void GoForwardAndBackward(float[] inputs, float[] outputGradients, GuardedEnd end)
    {
        var expected = new float[TNetwork.ParameterCount];
        var expectedInputs = new float[inputs.Length];
        Reset();
        float[] expectedOutputs = _network.Forward(inputs, _workspace).ToArray();
        _network.Backward(outputGradients, _workspace, expected, expectedInputs);

        using var read = new GuardedMemory<float>(inputs, end);
        using var upstream = new GuardedMemory<float>(outputGradients, end);
        using var gradients = new GuardedMemory<float>(TNetwork.ParameterCount, end);
        using var inputGradients = new GuardedMemory<float>(inputs.Length, end);
        using var empty = new GuardedMemory<float>(0, end);
        Reset();
        ExpectSame("training outputs", _network.Forward(read.Span, _workspace), expectedOutputs);
        _network.Backward(upstream.Span, _workspace, gradients.Span, inputGradients.Span);
        ExpectSame("gradients", gradients.Span, expected);
        ExpectSame("input gradients", inputGradients.Span, expectedInputs);
        _network.Backward(upstream.Span, _workspace, gradients.Span, empty.Span);
        ExpectSame("gradients with an empty span for those of the inputs", gradients.Span, expected);
        _network.Backward(upstream.Span, _workspace, gradients.Span);
        ExpectSame("gradients alone", gradients.Span, expected);
    }

    private void ComputeGradients(float[] inputs, float[] targets, GuardedEnd end)
    {
        var expected = new float[TNetwork.ParameterCount];
        Reset();
        float expectedLoss = _network.ComputeGradients(inputs, targets, _workspace, expected);

        using var read = new GuardedMemory<float>(inputs, end);
        using var wanted = new GuardedMemory<float>(targets, end);
        using var gradients = new GuardedMemory<float>(TNetwork.ParameterCount, end);
        Reset();
        float loss = _network.ComputeGradients(read.Span, wanted.Span, _workspace, gradients.Span);
        ExpectSame("loss", [loss], [expectedLoss]);
        ExpectSame("gradients of the loss", gradients.Span, expected);
    }

    private void ComputeGradients(float[] inputs, int[] labels, GuardedEnd end)
    {
        if (_labelled is null) return;
        var expected = new float[TNetwork.ParameterCount];
        Reset();
        float expectedLoss = _labelled(inputs, labels, _workspace, expected);

        using var read = new GuardedMemory<float>(inputs, end);
        using var wanted = new GuardedMemory<int>(labels, end);
        using var gradients = new GuardedMemory<float>(TNetwork.ParameterCount, end);
        Reset();
        float loss = _labelled(read.Span, wanted.Span, _workspace, gradients.Span);
        ExpectSame("loss of labels", [loss], [expectedLoss]);
        ExpectSame("gradients of the loss of labels", gradients.Span, expected);
    }

    private void ComputeLoss(float[] outputs, float[] targets, GuardedEnd end)
    {
        using var given = new GuardedMemory<float>(outputs, end);
        using var wanted = new GuardedMemory<float>(targets, end);
        ExpectSame("ComputeLoss", [TNetwork.ComputeLoss(given.Span, wanted.Span)], [TNetwork.ComputeLoss(outputs, targets)]);
    }

    private void ExpectSame(string what, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        if (!GuardedInference.HasBitsOf(expected, actual)) Fail(what, expected.Length);
    }

    private void Fail(string what, int count) => _report.Fail($"{what}: {count} floats differ from those that arrays give");
}
