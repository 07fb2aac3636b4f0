using Layerwise.OnnxRuntime.Tests.Windows;
using static Layerwise.OnnxRuntime.Tests.Windows.ExportedGraph;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>Recurrent networks as exporters spell them: PyTorch, tf2onnx and keras2onnx. Where the name says "steps", the steps come before the samples.</summary>
internal static partial class RecurrentGraphs
{
    private const int Inputs = 3;
    private const int Units = 5;
    private const int Outputs = 2;

    private static readonly bool[] Steps = [true];
    private static readonly bool[] StepsAndLast = [true, true];
    private static readonly bool[] Last = [false, true];

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Func<ExportedGraph>> All { get; } = new Dictionary<string, Func<ExportedGraph>>
    {
        ["torch-gru-steps"] = TorchGruSteps,
        ["torch-gru"] = () => Torch("GRU", opset: 17, layers: 1),
        ["torch-gru-old"] = () => Torch("GRU", opset: 9, layers: 1),
        ["torch-lstm"] = () => Torch("LSTM", opset: 14, layers: 1),
        ["torch-lstm-stacked"] = () => Torch("LSTM", opset: 11, layers: 2),
        ["torch-rnn"] = () => Torch("RNN", opset: 13, layers: 2),
        ["torch-rnn-relu"] = () => Torch("RNN", opset: 17, layers: 1, Set("activations", (string[])["Relu"])),
        ["torch-gru-last"] = TorchLastOfSteps,
        ["torch-lstm-last"] = TorchLastOfStates,
        ["torch-gru-no-bias"] = TorchWithoutBiases,
        ["torch-lstm-state-steps"] = TorchState,
        ["torch-lstm-unfolded"] = TorchUnfolded,
        ["torch-gru-one-sequence-steps"] = TorchOneSequence,
        ["torch-gru-residual"] = TorchResidual,
        ["torch-gru-normalized"] = TorchNormalized,
        ["torch-split"] = TorchSplit,
        ["keras-lstm"] = KerasLstm,
        ["keras-gru-last"] = () => KerasLast(resetAfter: 1),
        ["keras-gru-reset-first"] = () => KerasLast(resetAfter: 0),
        ["keras-rnn-steep"] = KerasRnn,
        ["keras-distributed"] = KerasDistributed,
        ["keras2onnx-lstm"] = Keras2Onnx,
        ["torch-conv-gru"] = TorchConvolutionAndGru,
        ["torch-lstm-conv"] = () => TorchLstmAndConvolution(dynamicEnd: false),
        ["torch-lstm-conv-cut"] = () => TorchLstmAndConvolution(dynamicEnd: true),
        ["torch-conv-lstm-last"] = TorchConvolutionAndLastStep,
        ["torch-tcn"] = () => TorchConvolutions(steps: -2),
        ["keras-conv-gru"] = KerasConvolutionAndGru,
        ["torch-gru-batches"] = TorchNormalizedBatches,
    };

    // batch_first=False, and zeros for any number of samples.
    private static ExportedGraph TorchGruSteps()
    {
        var graph = new ExportedGraph(17, -2, -1, Inputs);
        string zeros = Zeros(graph, "input", axis: 1);
        string all = Layer(graph, "GRU", "input", Inputs, Steps, zeros, Set("linear_before_reset", 1))[0];
        graph.Add("Squeeze", [all, graph.Integers(1)]);
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs));
    }

    // batch_first=True, and nn.Linear at each step.
    private static ExportedGraph Torch(string operation, int opset, int layers, params object[] attributes)
    {
        var graph = new ExportedGraph(opset, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        for (int layer = 0; layer < layers; layer++)
        {
            string zeros = opset > 11 ? Zeros(graph, graph.Last, axis: 1) : "";
            string all = Layer(graph, operation, graph.Last, layer == 0 ? Inputs : Units, Steps, zeros, attributes)[0];
            Squeeze(graph, opset, all, 1);
        }

        graph.Then("Transpose", Each("perm", 1, 0, 2));
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs)).Then("Tanh");
    }

    // out[:, -1] of two layers, with zeros as a constant of one sample.
    private static ExportedGraph TorchLastOfSteps()
    {
        var graph = new ExportedGraph(15, 1, 6, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        for (int layer = 0; layer < 2; layer++)
        {
            string all = Layer(graph, "GRU", graph.Last, layer == 0 ? Inputs : Units, Steps, graph.Number(0, 1, 1, Units))[0];
            Squeeze(graph, 15, all, 1);
        }

        graph.Then("Transpose", Each("perm", 1, 0, 2)).Then("Gather", graph.Scalar(-1), Set("axis", 1));
        return graph.Then("Gemm", graph.Weights(Outputs, Units), graph.Weights(Outputs), Set("transB", 1));
    }

    // h_n[-1] of two layers, each of which begins with a part of the same zeros.
    private static ExportedGraph TorchLastOfStates()
    {
        var graph = new ExportedGraph(13, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        string sequences = graph.Last;
        string batch = graph.Add("Shape", [sequences]).Then("Gather", graph.Scalar(1), Set("axis", 0)).Then("Unsqueeze", graph.Integers(0)).Last;
        graph.Add("Concat", [graph.Integers(2), batch, graph.Integers(Units)], Set("axis", 0));
        string zeros = graph.Then("ConstantOfShape").Last;
        string last = sequences;
        var ends = new List<string>();
        for (int layer = 0; layer < 2; layer++)
        {
            string begin = graph.Add("Slice", [zeros, graph.Integers(layer), graph.Integers(layer + 1), graph.Integers(0)]).Last;
            string[] written = Layer(graph, "LSTM", last, layer == 0 ? Inputs : Units, StepsAndLast, begin);
            last = graph.Add("Squeeze", [written[0], graph.Integers(1)]).Last;
            ends.Add(written[1]);
        }

        graph.Add("Concat", [.. ends], Set("axis", 0)).Then("Gather", graph.Scalar(-1), Set("axis", 0));
        return graph.Then("Gemm", graph.Weights(Outputs, Units), graph.Weights(Outputs), Set("transB", 1)).Then("LogSoftmax", Set("axis", 1));
    }

    private static ExportedGraph TorchWithoutBiases()
    {
        var graph = new ExportedGraph(17, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        string all = graph.AddSeveral(
            "GRU", [graph.Last, graph.Weights(1, 3 * Units, Inputs), graph.Weights(1, 3 * Units, Units)], Steps, Set("hidden_size", Units), Set("linear_before_reset", 1))[0];
        graph.Add("Squeeze", [all, graph.Integers(1)]);
        return graph.Then("Transpose", Each("perm", 1, 0, 2)).Then("MatMul", graph.Weights(Units, Outputs));
    }

    // The caller brings what was remembered, and gets it back.
    private static ExportedGraph TorchState()
    {
        var graph = new ExportedGraph(17, -2, -1, Inputs);
        string hidden = graph.AddInput("h_0", 2, -1, Units), cell = graph.AddInput("c_0", 2, -1, Units);
        string last = "input";
        var ends = new List<string>();
        for (int layer = 0; layer < 2; layer++)
        {
            string h = graph.Add("Slice", [hidden, graph.Integers(layer), graph.Integers(layer + 1), graph.Integers(0)]).Last;
            string c = graph.Add("Slice", [cell, graph.Integers(layer), graph.Integers(layer + 1), graph.Integers(0)]).Last;
            int inputs = layer == 0 ? Inputs : Units;
            string[] read = [last, graph.Weights(1, 4 * Units, inputs), graph.Weights(1, 4 * Units, Units), graph.Weights(1, 8 * Units), "", h, c];
            string[] written = graph.AddSeveral("LSTM", read, [true, true, true], Set("hidden_size", Units));
            last = graph.Add("Squeeze", [written[0], graph.Integers(1)]).Last;
            ends.Add(written[1]);
        }

        graph.Add("Concat", [.. ends], Set("axis", 0));
        graph.AddOutput("h_n", graph.Last);
        return graph.Add("MatMul", [last, graph.Weights(Units, Outputs)]).Then("Add", graph.Weights(Outputs));
    }

    // Without constant folding, the gates are put into their order by nodes.
    private static ExportedGraph TorchUnfolded()
    {
        var graph = new ExportedGraph(13, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        string sequences = graph.Last;
        string[] weights = [Reordered(graph.Weights(4 * Units, Inputs)), Reordered(graph.Weights(4 * Units, Units))];
        string biases = graph.Add("Concat", [InOrder(graph.Weights(4 * Units)), InOrder(graph.Weights(4 * Units))], Set("axis", 0)).Then("Unsqueeze", graph.Integers(0)).Last;
        string all = graph.AddSeveral("LSTM", [sequences, .. weights, biases], Steps, Set("hidden_size", Units))[0];
        graph.Add("Squeeze", [all, graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2));
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs));

        string Reordered(string values) => graph.Add("Unsqueeze", [InOrder(values), graph.Integers(0)]).Last;

        string InOrder(string values)
        {
            string[] gates = [Part(0), Part(3), Part(1), Part(2)];
            return graph.Add("Concat", gates, Set("axis", 0)).Last;

            string Part(int gate) => graph.Add("Slice", [values, graph.Integers(gate * Units), graph.Integers((gate + 1) * Units), graph.Integers(0)]).Last;
        }
    }

    private static ExportedGraph TorchOneSequence()
    {
        var graph = new ExportedGraph(17, -2, Inputs);
        graph.Then("Unsqueeze", graph.Integers(1));
        string all = Layer(graph, "GRU", graph.Last, Inputs, Steps, graph.Number(0, 1, 1, Units))[0];
        graph.Add("Squeeze", [all, graph.Integers(1)]).Then("Squeeze", graph.Integers(1));
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs));
    }

    // Dense layers in front, a residual connection around the recurrent one, and another around that and a dense one.
    private static ExportedGraph TorchResidual()
    {
        var graph = new ExportedGraph(17, -1, -2, Inputs);
        graph.Then("MatMul", graph.Weights(Inputs, Units)).Then("Add", graph.Weights(Units)).Then("Relu");
        string first = graph.Last;
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        graph.Add("Squeeze", [Layer(graph, "GRU", graph.Last, Units, Steps, "")[0], graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2));
        graph.Add("Add", [first, graph.Last]);
        string second = graph.Last;
        graph.Then("MatMul", graph.Weights(Units, Units)).Then("Add", graph.Weights(Units)).Then("Tanh");
        graph.Add("Add", [graph.Last, second]);
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs));
    }

    // Standardized inputs become part of the weights; a normalization of each step belongs to the layer behind.
    private static ExportedGraph TorchNormalized()
    {
        var graph = new ExportedGraph(17, -1, -2, Inputs);
        graph.Then("Sub", graph.Weights(Inputs)).Then("Div", graph.Positive(Inputs)).Then("Transpose", Each("perm", 1, 0, 2));
        graph.Add("Squeeze", [Layer(graph, "GRU", graph.Last, Inputs, Steps, "")[0], graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2));
        graph.Then("LayerNormalization", graph.Positive(Units), graph.Weights(Units), Set("axis", -1), Set("epsilon", 1e-5f));
        return graph.Then("Relu").Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs));
    }

    // The first of the numbers of each step alone.
    private static ExportedGraph TorchSplit()
    {
        var graph = new ExportedGraph(17, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        graph.Add("Squeeze", [Layer(graph, "GRU", graph.Last, Inputs, Steps, "")[0], graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2));
        graph.Then("MatMul", graph.Weights(Units, 4)).Then("Add", graph.Weights(4));
        return graph.Then("Slice", graph.Integers(0), graph.Integers(Outputs), graph.Integers(2));
    }

    // tf2onnx: zeros are made from the shape of the inputs, one dimension after the other.
    private static ExportedGraph KerasLstm()
    {
        var graph = new ExportedGraph(15, -1, -2, Inputs);
        string batch = graph.Add("Shape", ["input"]).Then("Slice", graph.Integers(0), graph.Integers(1), graph.Integers(0)).Last;
        graph.Add("Concat", [batch, graph.Integers(Units)], Set("axis", 0));
        string zeros = graph.Add("Expand", [graph.Number(0, 1, 1), graph.Last]).Then("Unsqueeze", graph.Integers(0)).Last;
        graph.Add("Transpose", ["input"], Each("perm", 1, 0, 2));
        string all = Layer(graph, "LSTM", graph.Last, Inputs, [true, true, true], zeros)[0];
        graph.Add("Squeeze", [all, graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2));
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs)).Then("Sigmoid");
    }

    // return_sequences=False.
    private static ExportedGraph KerasLast(int resetAfter)
    {
        var graph = new ExportedGraph(13, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        string last = Layer(graph, "GRU", graph.Last, Inputs, Last, "", Set("linear_before_reset", resetAfter))[1];
        graph.Add("Squeeze", [last, graph.Integers(0)]);
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs)).Then("Softmax", Set("axis", 1));
    }

    private static ExportedGraph KerasRnn()
    {
        var graph = new ExportedGraph(13, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        string all = Layer(graph, "RNN", graph.Last, Inputs, Steps, "", Set("activations", (string[])["LeakyRelu"]), Set("activation_alpha", (float[])[0.2f]))[0];
        graph.Add("Squeeze", [all, graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2));
        return graph.Then("Slice", graph.Integers(0, -1, 0), graph.Integers(int.MaxValue, int.MaxValue, int.MaxValue), graph.Integers(0, 1, 2)).Then("Squeeze", graph.Integers(1))
            .Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs));
    }

    // TimeDistributed(Dense): all steps of all samples as one dimension.
    private static ExportedGraph KerasDistributed()
    {
        var graph = new ExportedGraph(13, -1, 6, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        string all = Layer(graph, "LSTM", graph.Last, Inputs, Steps, "")[0];
        graph.Add("Squeeze", [all, graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2)).Then("Reshape", graph.Integers(-1, Units));
        return graph.Then("Gemm", graph.Weights(Units, Outputs), graph.Weights(Outputs)).Then("Reshape", graph.Integers(-1, 6, Outputs));
    }

    private static ExportedGraph Keras2Onnx()
    {
        var graph = new ExportedGraph(11, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        string all = Layer(graph, "LSTM", graph.Last, Inputs, Steps, "", Set("activations", (string[])["Sigmoid", "Tanh", "Tanh"]), Set("direction", "forward"))[0];
        graph.Add("Transpose", [all], Each("perm", 2, 0, 1, 3)).Then("Reshape", graph.Integers(0, 0, Units));
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs));
    }

    private static string[] Layer(ExportedGraph graph, string operation, string sequences, int inputs, bool[] writes, string zeros, params object[] attributes)
    {
        int gates = operation switch { "GRU" => 3, "LSTM" => 4, _ => 1 };
        string[] states = zeros.Length == 0 ? [] : operation == "LSTM" ? ["", zeros, zeros] : ["", zeros];
        string[] read = [sequences, graph.Weights(1, gates * Units, inputs), graph.Weights(1, gates * Units, Units), graph.Weights(1, 2 * gates * Units), .. states];
        object[] further = operation == "GRU" && !attributes.OfType<(string Name, object)>().Any(static set => set.Name == "linear_before_reset") ? [Set("linear_before_reset", 1)] : [];
        return graph.AddSeveral(operation, read, writes, [Set("hidden_size", Units), .. attributes, .. further]);
    }

    // As many as a value has samples.
    private static string Zeros(ExportedGraph graph, string sequences, int axis)
    {
        string last = graph.Last;
        string batch = graph.Add("Shape", [sequences]).Then("Gather", graph.Scalar(axis), Set("axis", 0)).Then("Unsqueeze", graph.Integers(0)).Last;
        graph.Add("Concat", [graph.Integers(1), batch, graph.Integers(Units)], Set("axis", 0));
        string zeros = graph.Add("Expand", [graph.Number(0), graph.Last]).Last;
        graph.Continue(last);
        return zeros;
    }

    private static void Squeeze(ExportedGraph graph, int opset, string value, int axis)
    {
        if (opset < 13) graph.Add("Squeeze", [value], Each("axes", axis));
        else graph.Add("Squeeze", [value, graph.Integers(axis)]);
    }
}
