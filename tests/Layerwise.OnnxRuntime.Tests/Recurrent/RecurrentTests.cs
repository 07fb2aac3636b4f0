using System.Text.Json;
using Layerwise.OnnxRuntime.Tests.Files;
using Layerwise.OnnxRuntime.Tests.Windows;
using static Layerwise.OnnxRuntime.Tests.Windows.ExportedGraph;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>A declared network with recurrent layers, loaded from a file, computes what ONNX Runtime computes with the file, or is told what is another there.</summary>
public sealed class RecurrentTests
{
    private const int Rows = 4;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Dictionary<string, Sequences> Networks = new()
    {
        ["torch-gru-steps"] = new Sequences<GruAndDense>(),
        ["torch-gru"] = new Sequences<GruAndTanh>(),
        ["torch-gru-old"] = new Sequences<GruAndTanh>(),
        ["torch-lstm"] = new Sequences<LstmAndTanh>(),
        ["torch-lstm-stacked"] = new Sequences<StackedLstm>(),
        ["torch-rnn"] = new Sequences<StackedRnn>(),
        ["torch-rnn-relu"] = new Sequences<RnnOfRelu>(),
        ["torch-gru-last"] = new Sequences<GruOfLastStep>(),
        ["torch-lstm-last"] = new Sequences<LstmOfLastStep>(),
        ["torch-gru-no-bias"] = new Sequences<GruAndDense>(),
        ["torch-lstm-state-steps"] = new Sequences<TwoLstm>(),
        ["torch-lstm-unfolded"] = new Sequences<LstmAndDense>(),
        ["torch-gru-one-sequence-steps"] = new Sequences<GruAndDense>(),
        ["torch-gru-residual"] = new Sequences<GruWithResiduals>(),
        ["torch-gru-normalized"] = new Sequences<GruAndNormalized>(),
        ["torch-split"] = new Sequences<GruAndDense>(),
        ["keras-lstm"] = new Sequences<LstmAndSigmoid>(),
        ["keras-gru-last"] = new Sequences<GruAndSoftmax>(),
        ["keras-gru-reset-first"] = new Sequences<GruResetFirst>(),
        ["keras-rnn-steep"] = new Sequences<RnnOfLeakyRelu>(),
        ["keras-distributed"] = new Sequences<LstmAndDense>(),
        ["keras2onnx-lstm"] = new Sequences<LstmAndDense>(),
        ["torch-conv-gru"] = new Sequences<ConvolutionAndGru>(),
        ["torch-lstm-conv"] = new Sequences<LstmAndConvolution>(),
        ["torch-lstm-conv-cut"] = new Sequences<LstmAndConvolution>(),
        ["torch-conv-lstm-last"] = new Sequences<ConvolutionAndLastStep>(),
        ["torch-tcn"] = new Sequences<Convolutional>(),
        ["keras-conv-gru"] = new Sequences<ConvolutionAndGru>(),
        ["torch-gru-batches"] = new Sequences<GruAndScaled>(),
    };

    public static TheoryData<string> Names => new(RecurrentGraphs.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_computes_what_ONNX_Runtime_computes(string name)
    {
        byte[] file = RecurrentGraphs.All[name]().Bytes();
        Sequences network = Networks[name];
        float[] inputs = Judge.Inputs(Rows * network.InputSize);
        float[] expected = SequenceJudge.Outputs(file, inputs, Rows, network.Steps, areStepsFirst: name.EndsWith("steps", StringComparison.Ordinal));
        Judge.AssertAgree(expected, network.Outputs(file, inputs));
        Judge.AssertAgree(expected, network.StepByStep(file, inputs, Rows));
    }

    [Fact]
    public void The_files_are_those_of_the_graphs()
    {
        Dictionary<string, byte[]> files = RecurrentGraphs.All.Concat(RecurrentGraphs.Refused).ToDictionary(static graph => graph.Key, static graph => graph.Value().Bytes());
        string path = Repository.At("tests/Layerwise.OnnxRuntime.Tests/files/recurrent.json");
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(path, JsonSerializer.Serialize(files, Indented) + "\n");
        else Assert.Equal(files, OnnxFiles.Recurrent);
    }

    [Fact]
    public void Another_reset_gate_is_named()
    {
        AssertEnds<GruAndSoftmax>(
            "keras-gru-reset-first", "its reset gate multiplies what it remembers in the file, and the product of that in the network; write ResetAfter = false.");
        AssertEnds<GruResetFirst>(
            "keras-gru-last", "its reset gate multiplies the product of what it remembers in the file, and what it remembers in the network; declare it without ResetAfter = false.");

        static void AssertEnds<TNetwork>(string name, string message)
            where TNetwork : class, ILoadableNetwork<TNetwork>
        {
            using var stream = new MemoryStream(RecurrentGraphs.All[name]().Bytes());
            Assert.EndsWith(message, Assert.Throws<OnnxException>(() => Onnx.Load<TNetwork>(stream)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_directions_are_named() => AssertRefused(
        "LSTM", "Node '/LSTM_4' (LSTM): its direction is 'bidirectional'; expected 'forward', because a state knows no future.", Set("direction", "bidirectional"));

    [Fact]
    public void A_limit_of_sums_is_named() => AssertRefused("LSTM", "Node '/LSTM_4' (LSTM): it limits its sums to 3 (clip); expected none of that.", Set("clip", 3f));

    [Fact]
    public void Other_activations_are_named() => AssertRefused(
        "LSTM",
        "Node '/LSTM_4' (LSTM): its activations are 'HardSigmoid', 'Tanh', 'Tanh'; expected Sigmoid, Tanh, Tanh.",
        Set("activations", (string[])["HardSigmoid", "Tanh", "Tanh"]));

    [Fact]
    public void Another_beginning_is_named()
    {
        var graph = new ExportedGraph(17, -2, -1, 3);
        string begin = graph.Number(0.5f, 1, 1, 5);
        string all = graph.AddSeveral("RNN", ["input", graph.Weights(1, 5, 3), graph.Weights(1, 5, 5), "", "", begin], [true])[0];
        graph.Add("Squeeze", [all, graph.Integers(1)]);
        AssertMessage<GruAndDense>(
            graph, "Node '/RNN_4' (RNN): it begins with other numbers than zeros (initial_h, initial_c), or with what was computed; expected zeros, or an input of the file.");
    }

    [Fact]
    public void Lengths_of_sequences_are_named()
    {
        var graph = new ExportedGraph(17, -2, -1, 3);
        graph.AddSeveral("RNN", ["input", graph.Weights(1, 5, 3), graph.Weights(1, 5, 5), "", graph.Integers(3, 4)], [true]);
        graph.Continue("v3");
        AssertMessage<GruAndDense>(graph, "Node '/RNN_4' (RNN): it is told how many steps each sequence has (sequence_lens); expected all of them.");
    }

    [Fact]
    public void All_steps_are_not_the_last_one()
    {
        AssertMessage<GruAndSoftmax>(
            RecurrentGraphs.All["torch-gru"](), "The file has an answer to each step, and the network to the last one alone; declare it without LastStepOnly.");
        AssertMessage<LstmAndDense>(
            RecurrentGraphs.All["keras-rnn-steep"](), "The file has the layers Rnn 3 → 5 LeakyRelu, 5 → 2 Identity; the network has Lstm 3 → 5, 5 → 2 Identity.");
        AssertMessage<GruAndDense>(
            RecurrentGraphs.All["keras-gru-last"](), "The file has an answer to the last step alone, and the network to each; write LastStepOnly = true on the last recurrent layer.");
    }

    private static void AssertRefused(string operation, string message, params object[] attributes)
    {
        int gates = operation == "GRU" ? 3 : 4;
        var graph = new ExportedGraph(17, -2, -1, 3);
        string all = graph.AddSeveral(operation, ["input", graph.Weights(1, gates * 5, 3), graph.Weights(1, gates * 5, 5), graph.Weights(1, 2 * gates * 5)], [true], attributes)[0];
        graph.Add("Squeeze", [all, graph.Integers(1)]);
        AssertMessage<GruAndDense>(graph, message);
    }

    private static void AssertMessage<TNetwork>(ExportedGraph graph, string message)
        where TNetwork : class, ILoadableNetwork<TNetwork>
    {
        using var stream = new MemoryStream(graph.Bytes());
        Assert.Equal(message, Assert.Throws<OnnxException>(() => Onnx.Load<TNetwork>(stream)).Message);
    }
}
