using Layerwise.OnnxRuntime.Tests.Windows;
using static Layerwise.OnnxRuntime.Tests.Windows.ExportedGraph;

namespace Layerwise.OnnxRuntime.Tests.Recurrent;

/// <summary>Convolutions over steps, alone and beside recurrent layers.</summary>
internal static partial class RecurrentGraphs
{
    private const int Filters = 4;

    /// <summary>Those that no class can have.</summary>
    public static IReadOnlyDictionary<string, Func<ExportedGraph>> Refused { get; } = new Dictionary<string, Func<ExportedGraph>>
    {
        ["torch-tcn-last"] = static () =>
        {
            ExportedGraph graph = TorchConvolutions(steps: -2);
            return graph.Then("Slice", graph.Integers(-1), graph.Integers(int.MaxValue), graph.Integers(1));
        },
    };

    /// <summary>nn.Conv1d with nn.ConstantPad1d or a slice, between two transposes; its steps are left open, or some.</summary>
    public static ExportedGraph TorchConvolutions(long steps)
    {
        var graph = new ExportedGraph(17, -1, steps, Inputs);
        graph.Then("Transpose", Each("perm", 0, 2, 1));
        graph.Then("Pad", graph.Integers(0, 0, 2, 0, 0, 0)).Then("Conv", graph.Weights(Filters, Inputs, 3), graph.Weights(Filters), Each("kernel_shape", 3));
        graph.Normalized(Filters).Then("Relu");
        string around = graph.Last;
        graph.Then("Conv", graph.Weights(6, Filters / 2, 2), graph.Weights(6), Each("dilations", 3), Each("pads", 3, 3), Set("group", 2));
        string sums = graph.Then("Slice", graph.Integers(0), graph.Integers(-3), graph.Integers(2)).Then("Tanh").Last;
        string projected = graph.Add("Conv", [around, graph.Weights(6, Filters, 1)]).Last;
        graph.Add("Add", [sums, projected]);
        return graph.Then("Conv", graph.Weights(Outputs, 6, 1), graph.Weights(Outputs)).Then("Transpose", Each("perm", 0, 2, 1));
    }

    // F.pad in front, and batch_first=True behind.
    private static ExportedGraph TorchConvolutionAndGru()
    {
        var graph = new ExportedGraph(17, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 0, 2, 1)).Then("Pad", graph.Integers(0, 0, 2, 0, 0, 0));
        graph.Then("Conv", graph.Weights(Filters, Inputs, 3), graph.Weights(Filters)).Then("Relu").Then("Transpose", Each("perm", 2, 0, 1));
        graph.Add("Squeeze", [Layer(graph, "GRU", graph.Last, Filters, Steps, "")[0], graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2));
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs));
    }

    // padding at both ends, of which that behind is cut off again: by a number, or at as many steps as came in.
    private static ExportedGraph TorchLstmAndConvolution(bool dynamicEnd)
    {
        var graph = new ExportedGraph(14, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        graph.Add("Squeeze", [Layer(graph, "LSTM", graph.Last, Inputs, Steps, "")[0], graph.Integers(1)]).Then("Transpose", Each("perm", 1, 2, 0));
        graph.Then("Conv", graph.Weights(Filters, Units, 3), graph.Weights(Filters), Each("dilations", 2), Each("pads", 4, 4)).Then("Tanh");
        string longer = graph.Last;
        string end = dynamicEnd
            ? graph.Add("Shape", ["input"]).Then("Gather", graph.Scalar(1), Set("axis", 0)).Then("Unsqueeze", graph.Integers(0)).Last
            : graph.Integers(-4);
        graph.Add("Slice", [longer, graph.Integers(0), end, graph.Integers(2), graph.Integers(1)]).Then("Transpose", Each("perm", 0, 2, 1));
        return graph.Then("MatMul", graph.Weights(Filters, Outputs)).Then("Add", graph.Weights(Outputs));
    }

    // out[:, -1] of a file for six steps.
    private static ExportedGraph TorchConvolutionAndLastStep()
    {
        var graph = new ExportedGraph(13, -1, 6, Inputs);
        graph.Then("Transpose", Each("perm", 0, 2, 1));
        graph.Then("Conv", graph.Weights(Filters, Inputs, 2), Each("pads", 1, 1)).Then("Slice", graph.Integers(0), graph.Integers(6), graph.Integers(2)).Then("Sigmoid");
        graph.Then("Transpose", Each("perm", 2, 0, 1));
        graph.Add("Squeeze", [Layer(graph, "LSTM", graph.Last, Filters, Steps, "")[0], graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2));
        graph.Then("Gather", graph.Scalar(-1), Set("axis", 1));
        return graph.Then("Gemm", graph.Weights(Outputs, Units), graph.Weights(Outputs), Set("transB", 1));
    }

    // nn.BatchNorm1d behind what remembers, where no product is in front of it and an activation behind; and behind the last activation, where there is none at all.
    private static ExportedGraph TorchNormalizedBatches()
    {
        var graph = new ExportedGraph(17, -1, -2, Inputs);
        graph.Then("Transpose", Each("perm", 1, 0, 2));
        graph.Add("Squeeze", [Layer(graph, "GRU", graph.Last, Inputs, Steps, "")[0], graph.Integers(1)]).Then("Transpose", Each("perm", 1, 2, 0));
        graph.Normalized(Units).Then("Relu").Then("Transpose", Each("perm", 0, 2, 1));
        graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs)).Then("Tanh").Then("Transpose", Each("perm", 0, 2, 1));
        return graph.Normalized(Outputs).Then("Transpose", Each("perm", 0, 2, 1));
    }

    // tf2onnx: a signal is a picture of height 1, with its zeros in front before it is one.
    private static ExportedGraph KerasConvolutionAndGru()
    {
        var graph = new ExportedGraph(15, -1, -2, Inputs);
        graph.Then("Pad", graph.Integers(0, 2, 0, 0, 0, 0)).Then("Unsqueeze", graph.Integers(1)).Then("Transpose", Each("perm", 0, 3, 1, 2));
        graph.Then("Conv", graph.Weights(Filters, Inputs, 1, 3), graph.Weights(Filters), Each("kernel_shape", 1, 3), Each("strides", 1, 1), Set("auto_pad", "VALID"));
        graph.Then("Relu").Then("Transpose", Each("perm", 0, 2, 3, 1)).Then("Squeeze", graph.Integers(1)).Then("Transpose", Each("perm", 1, 0, 2));
        graph.Add("Squeeze", [Layer(graph, "GRU", graph.Last, Filters, Steps, "")[0], graph.Integers(1)]).Then("Transpose", Each("perm", 1, 0, 2));
        return graph.Then("MatMul", graph.Weights(Units, Outputs)).Then("Add", graph.Weights(Outputs));
    }
}
