namespace Layerwise.Conformance;

/// <summary>
/// Spans that share memory with what the same call writes: each is refused by an <see cref="ArgumentException"/> that names it, before anything is
/// written. And the two that may lie in the workspace give what copies of them give.
/// </summary>
internal sealed class Overlaps<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly ConformanceReport _report;
    private readonly Workspace<TNetwork> _workspace;

    // Inputs, outputs and gradients of one sample fit in here side by side; they overlap where one begins before the other ends.
    private readonly float[] _memory;

    private Overlaps(TNetwork network, ConformanceReport report)
    {
        _network = network;
        _report = report;
        _memory = new float[TNetwork.InputSize + TNetwork.OutputSize + TNetwork.ParameterCount];
        Array.Fill(_memory, 0.5f);

        // So many rows that the activations of the first layer have room for one input, those of the last for one output.
        int rows = Math.Max(TNetwork.InputSize / TNetwork.Layers[0].OutputSize, TNetwork.OutputSize / TNetwork.Layers[Last].OutputSize) + 1;
        _workspace = TNetwork.CreateWorkspace(rows);
        float[] inputs = new float[rows * TNetwork.InputSize];
        Array.Fill(inputs, 0.5f);
        _ = network.Forward(inputs, _workspace);
    }

    private static int Last => TNetwork.Layers.Length - 1;

    private Span<float> Inputs => _memory.AsSpan(0, TNetwork.InputSize);

    private Span<float> OverInputs => _memory.AsSpan(TNetwork.InputSize - 1);

    private static float[] NewInputs => new float[TNetwork.InputSize];

    private static float[] NewOutputs => new float[TNetwork.OutputSize];

    private static float[] NewGradients => new float[TNetwork.ParameterCount];

    public static void Check(TNetwork network, ConformanceReport report)
    {
        var overlaps = new Overlaps<TNetwork>(network, report);
        overlaps.RefuseInInference();
        overlaps.RefuseInComputeGradients();
        overlaps.RefuseInComputeGradientsWithLabels();
        overlaps.RefuseInBackward();
        overlaps.TakeFromWorkspace();
    }

    private void RefuseInInference()
    {
        Expect("outputs", "inputs", () => _network.Forward(Inputs, OverInputs[..TNetwork.OutputSize]));
        if (TNetwork.ParameterCount >= TNetwork.OutputSize) Expect("outputs", "the parameters", () => _network.Forward(NewInputs, _network.Parameters[..TNetwork.OutputSize]));
        if (TNetwork.RunningStatisticsCount >= TNetwork.OutputSize)
        {
            Expect("outputs", "the statistics", () => _network.Forward(NewInputs, _network.RunningStatistics[..TNetwork.OutputSize]));
        }
    }

    private void RefuseInComputeGradients()
    {
        Expect("gradients", "inputs", () => _network.ComputeGradients(Inputs, NewOutputs, _workspace, OverInputs[..TNetwork.ParameterCount]));
        Expect("gradients", "targets", () => _network.ComputeGradients(NewInputs, _memory.AsSpan(0, TNetwork.OutputSize), _workspace, _memory.AsSpan(0, TNetwork.ParameterCount)));
        Expect("gradients", "the parameters", () => _network.ComputeGradients(NewInputs, NewOutputs, _workspace, _network.Parameters));
        Expect("inputs", "the workspace", () => _network.ComputeGradients(_workspace.Activations(0)[..TNetwork.InputSize], NewOutputs, _workspace, NewGradients));
        Expect("targets", "the workspace", () => _network.ComputeGradients(NewInputs, _workspace.Activations(Last)[..TNetwork.OutputSize], _workspace, NewGradients));
        if (TNetwork.RunningStatisticsCount >= TNetwork.OutputSize)
        {
            Expect("targets", "the statistics", () => _network.ComputeGradients(NewInputs, _network.RunningStatistics[..TNetwork.OutputSize], _workspace, NewGradients));
        }
    }

    private void RefuseInComputeGradientsWithLabels()
    {
        if (LabelOverload.Of(_network) is not { } compute) return;
        Expect("gradients", "inputs", () => compute(Inputs, new int[1], _workspace, OverInputs[..TNetwork.ParameterCount]));
        Expect("gradients", "the parameters", () => compute(NewInputs, new int[1], _workspace, _network.Parameters));
        Expect("inputs", "the workspace", () => compute(_workspace.Activations(0)[..TNetwork.InputSize], new int[1], _workspace, NewGradients));
    }

    private void RefuseInBackward()
    {
        int rows = _workspace.BatchSize;
        int inputs = rows * TNetwork.InputSize;
        int outputs = rows * TNetwork.OutputSize;
        int parameters = TNetwork.ParameterCount;
        float[] memory = new float[inputs + outputs + parameters];
        Expect("gradients", "outputGradients", () => _network.Backward(memory.AsSpan(0, outputs), _workspace, memory.AsSpan(outputs - 1, parameters)));
        Expect("gradients", "the parameters", () => _network.Backward(new float[outputs], _workspace, _network.Parameters));
        Expect("inputGradients", "outputGradients", () => _network.Backward(memory.AsSpan(0, outputs), _workspace, NewGradients, memory.AsSpan(outputs - 1, inputs)));
        Expect("inputGradients", "gradients", () => _network.Backward(new float[outputs], _workspace, memory.AsSpan(0, parameters), memory.AsSpan(parameters - 1, inputs)));
        if (inputs <= parameters)
        {
            Expect("inputGradients", "the parameters", () => _network.Backward(new float[outputs], _workspace, NewGradients, _network.Parameters[..inputs]));
        }

        if (memory.AsSpan().ContainsAnyExcept(0f)) _report.Fail("Backward refused an overlap too late: something is written");
    }

    private void TakeFromWorkspace()
    {
        float[] statistics = _network.RunningStatistics.ToArray();
        float[] inputs = _workspace.Activations(0)[..TNetwork.InputSize].ToArray();
        ReadOnlySpan<float> inWorkspace = _workspace.Activations(0)[..TNetwork.InputSize];
        uint pass = _workspace.DropoutPass;
        float[] actual = _network.Forward(inWorkspace, _workspace).ToArray();
        _workspace.DropoutPass = pass;
        statistics.CopyTo(_network.RunningStatistics);
        ReadOnlySpan<float> outputs = _network.Forward(inputs, _workspace);
        float[] expected = outputs.ToArray();
        if (!actual.AsSpan().SequenceEqual(expected)) _report.Fail("A training pass gives other outputs for inputs that lie in its workspace");

        float[] gradients = NewGradients;
        float[] expectedGradients = NewGradients;
        _network.Backward(expected, _workspace, expectedGradients);
        _network.Backward(outputs, _workspace, gradients);
        if (!gradients.AsSpan().SequenceEqual(expectedGradients)) _report.Fail("Backward gives other gradients for output gradients that lie in the workspace");
    }

    private void Expect(string parameter, string other, Action call)
    {
        float[] parameters = [.. _network.Parameters, .. _network.RunningStatistics];
        try
        {
            call();
            _report.Fail($"{parameter} over {other} was accepted");
        }
        catch (ArgumentException e) when (e.ParamName == parameter)
        {
            float[] now = [.. _network.Parameters, .. _network.RunningStatistics];
            if (_memory.AsSpan().ContainsAnyExcept(0.5f) || !now.AsSpan().SequenceEqual(parameters))
            {
                _report.Fail($"{parameter} over {other} was refused too late: something is written");
            }
        }
        catch (ArgumentException e)
        {
            _report.Fail($"{parameter} over {other} was blamed on {e.ParamName}: {e.Message}");
        }
    }
}
