using Layerwise.OnnxModels;
using Layerwise.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Layerwise.Benchmarks.Peers;

/// <summary>
/// A recurrent layer and a dense one behind it in ONNX Runtime, from C#, one step per call: one thread, buffers that are bound once. What the layer remembers goes out of one call
/// and into the next.
/// </summary>
internal sealed class OnnxRuntimeSteps<TNetwork> : IDisposable
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    private const int Opset = 17;
    private const int FormatVersion = 8;

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding[] _bindings;
    private readonly float[] _input = new float[TNetwork.StepInputSize];
    private readonly float[] _output = new float[TNetwork.StepOutputSize];
    private int _next;

    public OnnxRuntimeSteps(TNetwork network)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(Model(network), options);

        // Two sets of what is remembered: each call reads the one and writes the other.
        long units = TNetwork.Layers[0].FanOut;
        string[] remembered = [.. _session.InputNames.Skip(1)];
        OrtValue[][] states = [.. Enumerable.Range(0, 2).Select(_ => remembered.Select(_ => OrtValue.CreateTensorValueFromMemory(new float[units], [1, 1, units])).ToArray())];
        _bindings = [Bind(states[0], states[1]), Bind(states[1], states[0])];
    }

    /// <summary>One step.</summary>
    public float Step(float input)
    {
        _input[0] = input;
        _session.RunWithBinding(_options, _bindings[_next]);
        _next ^= 1;
        return _output[0];
    }

    public void Dispose()
    {
        foreach (OrtIoBinding binding in _bindings) binding.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private OrtIoBinding Bind(OrtValue[] before, OrtValue[] after)
    {
        OrtIoBinding binding = _session.CreateIoBinding();
        binding.BindInput(_session.InputNames[0], OrtValue.CreateTensorValueFromMemory(_input, [1, 1, _input.Length]));
        binding.BindOutput(_session.OutputNames[0], OrtValue.CreateTensorValueFromMemory(_output, [1, 1, _output.Length]));
        for (int i = 0; i < before.Length; i++)
        {
            binding.BindInput(_session.InputNames[1 + i], before[i]);
            binding.BindOutput(_session.OutputNames[1 + i], after[i]);
        }

        return binding;
    }

    private static byte[] Model(TNetwork network)
    {
        LayerInfo layer = TNetwork.Layers[0], dense = TNetwork.Layers[1];
        bool isLstm = layer.Kind == LayerKind.Lstm;

        // Of z, r and h in ONNX's order; of i, o, f and c.
        int[] gates = isLstm ? [0, 3, 1, 2] : [1, 0, 2];
        int units = layer.FanOut;
        ReadOnlySpan<float> parameters = network.Parameters;
        float[] biases = [.. Gates(parameters[layer.OffsetOf(TensorRole.Biases)..], rows: 1, units, gates)];
        bool hasOne = isLstm || layer.Recurrence is { ResetAfter: false };
        float[] ofRecurrent = hasOne ? new float[biases.Length] : Gates(parameters[layer.OffsetOf(TensorRole.RecurrentBiases)..], rows: 1, units, gates);
        var graph = new GraphWriter();
        graph.Add(Tensor.Of("w", [1, gates.Length * units, layer.FanIn], Gates(parameters[layer.WeightsOffset..], layer.FanIn, units, gates)));
        graph.Add(Tensor.Of("r", [1, gates.Length * units, units], Gates(parameters[layer.OffsetOf(TensorRole.RecurrentWeights)..], units, units, gates)));
        graph.Add(Tensor.Of("b", [1, 2 * gates.Length * units], [.. biases, .. ofRecurrent]));
        graph.Add(Tensor.Of("v", [units, dense.FanOut], parameters.Slice(dense.WeightsOffset, dense.WeightCount).ToArray()));
        graph.Add(Tensor.Of("c", [dense.FanOut], parameters.Slice(dense.BiasesOffset, dense.BiasCount).ToArray()));

        string[] remembered = isLstm ? ["h", "cell"] : ["h"];
        ProtobufMessage recurrent = new();
        foreach (string name in (string[])["x", "w", "r", "b", "", .. remembered]) recurrent.Add(OnnxFields.NodeInput, name);
        foreach (string name in (string[])["", .. remembered.Select(static name => name + ".next")]) recurrent.Add(OnnxFields.NodeOutput, name);
        recurrent.Add(OnnxFields.NodeOperation, isLstm ? "LSTM" : "GRU");
        recurrent.Add(OnnxFields.NodeAttribute, GraphWriter.Attribute("hidden_size", units));
        if (!isLstm) recurrent.Add(OnnxFields.NodeAttribute, GraphWriter.Attribute("linear_before_reset", hasOne ? 0 : 1));
        graph.Add(recurrent);
        graph.Add("MatMul", ["h.next", "v"], "sums");
        graph.Add("Add", ["sums", "c"], "y");

        var operations = new ProtobufMessage();
        operations.Add(OnnxFields.OpsetVersion, Opset);
        var model = new ProtobufMessage();
        model.Add(OnnxFields.ModelFormat, FormatVersion);
        model.Add(OnnxFields.ModelGraph, graph.Finish(
            typeof(TNetwork).Name,
            [GraphWriter.Value("x", [1, layer.FanIn]), .. remembered.Select(name => GraphWriter.Value(name, [1, units]))],
            [GraphWriter.Value("y", [1, dense.FanOut]), .. remembered.Select(name => GraphWriter.Value(name + ".next", [1, units]))]));
        model.Add(OnnxFields.ModelOpset, operations);
        using var file = new MemoryStream();
        model.WriteTo(file);
        return file.ToArray();
    }

    // From [rows, gates, units] to ONNX's [gates, units, rows], with the gates in its order.
    private static float[] Gates(ReadOnlySpan<float> own, int rows, int units, int[] gates)
    {
        float[] result = new float[gates.Length * units * rows];
        for (int gate = 0; gate < gates.Length; gate++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                for (int row = 0; row < rows; row++) result[(((gate * units) + unit) * rows) + row] = own[(((row * gates.Length) + gates[gate]) * units) + unit];
            }
        }

        return result;
    }
}
