using Layerwise.OnnxRuntime.Tests.Windows;
using Microsoft.ML.OnnxRuntime;
using static Layerwise.OnnxRuntime.Tests.Windows.ExportedGraph;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>
/// GRU, LSTM and RNN with samples first (layout = 1), which opset 14 has and ONNX Runtime does not compute: the same weights with steps first, between two transposes, are what
/// it is compared with.
/// </summary>
public sealed class LayoutTests
{
    private const int Rows = 3;
    private const int Units = 5;

    public static TheoryData<string, bool, bool> All
    {
        get
        {
            var data = new TheoryData<string, bool, bool>();
            foreach (string operation in (string[])["GRU", "LSTM", "RNN"])
            {
                foreach (bool isLast in (bool[])[false, true])
                {
                    foreach (bool begins in (bool[])[false, true]) data.Add(operation, isLast, begins);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Samples_may_come_first(string operation, bool isLast, bool begins)
    {
        byte[] file = Graph(operation, isLast, begins, areSamplesFirst: true).Bytes();
        Assert.Throws<OnnxRuntimeException>(() => SequenceJudge.Outputs(file, Judge.Inputs(18), 1, 6, areStepsFirst: false));
        Sequences network = (operation, isLast) switch
        {
            ("GRU", false) => new Sequences<GruAndDense>(),
            ("GRU", true) => new Sequences<GruOfOneAnswer>(),
            ("LSTM", false) => new Sequences<LstmAndDense>(),
            ("LSTM", true) => new Sequences<LstmOfOneAnswer>(),
            (_, false) => new Sequences<RnnAndDense>(),
            _ => new Sequences<RnnOfOneAnswer>(),
        };
        float[] inputs = Judge.Inputs(Rows * network.InputSize);
        float[] expected = SequenceJudge.Outputs(Graph(operation, isLast, begins, areSamplesFirst: false).Bytes(), inputs, Rows, network.Steps, areStepsFirst: false);
        Judge.AssertAgree(expected, network.Outputs(file, inputs));
        Judge.AssertAgree(expected, network.StepByStep(file, inputs, Rows));
    }

    // Who swaps samples and steps in front of it says that the steps come first.
    [Fact]
    public void Steps_first_are_not_taken_for_samples()
    {
        var graph = new ExportedGraph(17, -1, -2, 3);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        string all = Layer(graph, "GRU", "v0", begins: false, Set("layout", 1))[0];
        graph.Add("Squeeze", [all, graph.Integers(2)]).Then("MatMul", graph.Weights(Units, 2));
        byte[] file = graph.Bytes();
        float[] inputs = Judge.Inputs(18);
        var straight = new ExportedGraph(17, -2, -1, 3);
        straight.AddSeveral("Identity", ["input"], [true]);
        string steps = Layer(straight, "GRU", "v0", begins: false)[0];
        straight.Add("Squeeze", [steps, straight.Integers(1)]).Then("MatMul", straight.Weights(Units, 2));
        Judge.AssertAgree(SequenceJudge.Outputs(straight.Bytes(), inputs, 1, 6, areStepsFirst: true), new Sequences<GruAndDense>().Outputs(file, inputs));
    }

    private static ExportedGraph Graph(string operation, bool isLast, bool begins, bool areSamplesFirst)
    {
        var graph = new ExportedGraph(17, begins ? 1 : -1, -2, 3);
        if (areSamplesFirst) graph.AddSeveral("Identity", ["input"], [true]);
        else graph.Then("Transpose", Each("perm", 1, 0, 2));
        object[] layout = areSamplesFirst ? [Set("layout", 1)] : [];
        string[] written = Layer(graph, operation, "v0", begins, layout);
        if (isLast) graph.Add("Squeeze", [written[1], graph.Integers(areSamplesFirst ? 1 : 0)]);
        else graph.Add("Squeeze", [written[0], graph.Integers(areSamplesFirst ? 2 : 1)]);
        if (!isLast && !areSamplesFirst) graph.Then("Transpose", Each("perm", 1, 0, 2));
        return graph.Then("MatMul", graph.Weights(Units, 2)).Then("Add", graph.Weights(2));
    }

    // Zeros to begin with, [samples, 1, units] or [1, samples, units]; of one sample, so that both are alike.
    private static string[] Layer(ExportedGraph graph, string operation, string sequences, bool begins, params object[] attributes)
    {
        int gates = operation switch { "GRU" => 3, "LSTM" => 4, _ => 1 };
        string[] read = [sequences, graph.Weights(1, gates * Units, 3), graph.Weights(1, gates * Units, Units), graph.Weights(1, 2 * gates * Units)];
        string zeros = begins ? graph.Number(0, 1, 1, Units) : "";
        string[] states = !begins ? [] : operation == "LSTM" ? ["", zeros, zeros] : ["", zeros];
        object[] further = operation == "GRU" ? [Set("linear_before_reset", 1)] : [];
        return graph.AddSeveral(operation, [.. read, .. states], [true, true], [Set("hidden_size", Units), .. further, .. attributes]);
    }
}
