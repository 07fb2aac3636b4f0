using System.Runtime.Intrinsics;
using Layerwise.Benchmarks.Machine;
using Layerwise.Benchmarks.Networks;
using Layerwise.Benchmarks.Peers;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Tables;

/// <summary>Times of one step of networks that remember, call by call and in blocks, beside C loops and ONNX Runtime; and of a training step.</summary>
internal sealed class RecurrentTimes
{
    private const int Block = 64;
    private const int Batch = 32;

    private readonly RecurrentLoops _loops = new();
    private readonly double _peak = Vector512.IsHardwareAccelerated ? MultiplyAddPeak.GigaFlops<Lanes16>()
        : Vector256.IsHardwareAccelerated ? MultiplyAddPeak.GigaFlops<Lanes8>()
        : MultiplyAddPeak.GigaFlops<Lanes4>();

    public static void Print() => new RecurrentTimes().PrintAll();

    private void PrintAll()
    {
        _loops.Declare<Gru8>();
        _loops.Declare<Gru16>();
        _loops.Declare<Gru24>();
        _loops.Declare<Gru40>();
        _loops.Declare<Lstm8>();
        _loops.Declare<Lstm16>();
        _loops.Declare<Lstm24>();
        _loops.Declare<Lstm40>();
        _loops.Declare<Causal8>();
        _loops.Declare<Causal16>();
        _loops.Compile();
        Console.WriteLine($"One thread, {_peak:F0} GFLOP/s at most. Times of one step; the multiply-adds alone would take the floor.{(_loops.WhyAbsent.Length > 0 ? $" No C: {_loops.WhyAbsent}." : "")}");
        Console.WriteLine();
        var table = new MarkdownTable(["network", "one step per call", $"blocks of {Block}", "floor", "C loops", "C loops / one step", "C loops / blocks", "ONNX Runtime", "ONNX Runtime / one step"]);
        Row(table, "1-GRU 8-1", new Gru8());
        Row(table, "1-GRU 16-1", new Gru16());
        Row(table, "1-GRU 24-1", new Gru24());
        Row(table, "1-GRU 40-1", new Gru40());
        Row(table, "1-GRU 16-1, reset first", new Gru16ResetFirst());
        Row(table, "1-GRU 40-1, reset first", new Gru40ResetFirst());
        Row(table, "1-LSTM 8-1", new Lstm8());
        Row(table, "1-LSTM 16-1", new Lstm16());
        Row(table, "1-LSTM 24-1", new Lstm24());
        Row(table, "1-LSTM 40-1", new Lstm40());
        Row(table, "1-Conv1D 8-Conv1D 8-1", new Causal8());
        Row(table, "1-Conv1D 16-Conv1D 16-1", new Causal16());
        Row(table, "1-Conv1D 16 × 8-1", new Dilated());
        Console.WriteLine();
        Console.WriteLine(Training(new Lstm40()));
    }

    private void Row<TNetwork>(MarkdownTable table, string name, TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        var inputs = Filled.Random(Block * TNetwork.StepInputSize);
        var outputs = Filled.Random(Block * TNetwork.StepOutputSize);
        var ofLoops = Filled.Random(TNetwork.StateSize);
        RecurrentState<TNetwork> state = TNetwork.CreateState();
        Action<int> single = count =>
        {
            for (int i = 0; i < count; i++)
            {
                for (int step = 0; step < Block; step++) network.Forward(inputs.Span.Slice(step, 1), outputs.Span.Slice(step, 1), state);
            }
        };
        Action<int> block = count =>
        {
            for (int i = 0; i < count; i++) network.Forward(inputs.Span, outputs.Span, state);
        };

        // It has no operation for one step of a convolution.
        using OnnxRuntimeSteps<TNetwork>? onnx = TNetwork.Layers[0].Window is null ? new OnnxRuntimeSteps<TNetwork>(network) : null;
        if (onnx is not null) RequireSame(network, onnx);
        Action<int>? ofOnnx = onnx is null ? null : count =>
        {
            for (int i = 0; i < count; i++)
            {
                for (int step = 0; step < Block; step++) onnx.Step(inputs.Span[step]);
            }
        };
        Action<int>? loops = _loops.Of(network, inputs.Span, outputs.Span, ofLoops.Span);
        Action<int>[] timed = [.. new[] { single, block, loops, ofOnnx }.OfType<Action<int>>()];
        double[] times = Timing.Nanoseconds(timed);
        string Of(Action<int>? action) => action is null ? "–" : Quantity.Time(times[Array.IndexOf(timed, action)] / Block);
        string Ratio(Action<int>? peer, int own) => peer is null ? "–" : Quantity.Ratio(times[Array.IndexOf(timed, peer)] / times[own]);
        string floor = Quantity.Time(2.0 * MultiplyAdds<TNetwork>() / _peak);
        table.Row([name, Of(single), Of(block), floor, Of(loops), Ratio(loops, 0), Ratio(loops, 1), Of(ofOnnx), Ratio(ofOnnx, 0)]);
    }

    // A peer that computes something else is no peer.
    private static void RequireSame<TNetwork>(TNetwork network, OnnxRuntimeSteps<TNetwork> onnx)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        RecurrentState<TNetwork> state = TNetwork.CreateState();
        float[] input = new float[1], output = new float[1];
        for (int step = 0; step < Block; step++)
        {
            input[0] = MathF.Sin(0.3f * step);
            network.Forward(input, output, state);
            float theirs = onnx.Step(input[0]);
            if (Math.Abs(theirs - output[0]) > 1e-5f) throw new InvalidOperationException($"{typeof(TNetwork).Name}, step {step}: ONNX Runtime answers {theirs}, the network {output[0]}.");
        }
    }

    private string Training<TNetwork>(TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        var inputs = Filled.Random(Batch * TNetwork.InputSize);
        var targets = Filled.Random(Batch * TNetwork.OutputSize);
        var gradients = Filled.Random(TNetwork.ParameterCount);
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Batch);
        double time = Timing.Nanoseconds(count =>
        {
            for (int i = 0; i < count; i++) network.ComputeGradients(inputs.Span, targets.Span, workspace, gradients.Span);
        })[0];
        double share = 6.0 * MultiplyAdds<TNetwork>() * TNetwork.Steps * Batch / time / _peak;
        return $"Loss and gradients of 1-LSTM 40-1 over {Batch} sequences of {TNetwork.Steps:N0} steps: {Quantity.Time(time)}, {share:P0} of the peak where a training step counts three times the multiply-adds of its forward pass.";
    }

    private static long MultiplyAdds<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        long sum = 0;
        foreach (LayerInfo layer in TNetwork.Layers) sum += layer.LengthOf(TensorRole.Weights) + layer.LengthOf(TensorRole.RecurrentWeights);
        return sum;
    }
}
