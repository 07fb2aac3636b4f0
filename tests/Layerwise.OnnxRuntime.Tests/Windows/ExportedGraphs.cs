using static Layerwise.OnnxRuntime.Tests.Windows.ExportedGraph;

namespace Layerwise.OnnxRuntime.Tests.Windows;

/// <summary>Convolutional networks as exporters spell them: PyTorch channels first, tf2onnx channels last with a Transpose behind.</summary>
internal static class ExportedGraphs
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Func<ExportedGraph>> All { get; } = new Dictionary<string, Func<ExportedGraph>>
    {
        ["torch-lenet"] = TorchLeNet,
        ["torch-resnet"] = TorchResNet,
        ["torch-mobilenet"] = TorchMobileNet,
        ["torch-signal"] = TorchSignal,
        ["torch-causal"] = TorchCausal,
        ["torch-squeezenet"] = TorchSqueezeNet,
        ["torch-convnext"] = TorchConvNeXt,
        ["torch-preactivation"] = TorchPreActivation,
        ["torch-view"] = TorchView,
        ["torch-segmentation"] = TorchSegmentation,
        ["torch-prelu"] = TorchPRelu,
        ["torch-behind-relu"] = NormalizedBehindRelu,
        ["torch-standardized"] = Standardized,
        ["torch-flat-normalized"] = FlatNormalized,
        ["torch-flat-input"] = FlatInput,
        ["torch-old"] = TorchOld,
        ["torch-groups"] = TorchGroups,
        ["torch-instances"] = TorchInstances,
        ["groups-opset-18"] = () => Groups(18, 3),
        ["groups-opset-21"] = () => Groups(21, 6),
        ["keras-picture"] = KerasPicture,
        ["keras-signal"] = KerasSignal,
        ["keras-padded"] = KerasPadded,
        ["pool-counts-zeros"] = PoolCountsZeros,
        ["pool-rounds-up"] = PoolRoundsUp,
        ["pool-all"] = PoolAll,
        ["pool-largest-of-all"] = PoolLargestOfAll,
        ["mean-opset-13"] = () => Mean(13),
        ["mean-opset-18"] = () => Mean(18),
        ["same-lower"] = SameLower,
        ["padded-apart"] = PaddedApart,
        ["scaled-by-nodes"] = ScaledByNodes,
        ["dense-on-channels"] = DenseOnChannels,
    };

    private static ExportedGraph TorchLeNet()
    {
        var graph = new ExportedGraph(14, -1, 3, 14, 12);
        return graph.Then("Conv", graph.Weights(5, 3, 3, 3), graph.Weights(5), Each("kernel_shape", 3, 3), Each("pads", 0, 0, 0, 0), Each("strides", 1, 1), Each("dilations", 1, 1), Set("group", 1))
            .Then("Relu").Then("MaxPool", Each("kernel_shape", 2, 2), Each("strides", 2, 2))
            .Then("Conv", graph.Weights(7, 5, 2, 3), graph.Weights(7), Each("kernel_shape", 2, 3)).Then("Relu").Then("Flatten", Set("axis", 1))
            .Then("Gemm", graph.Weights(9, 7 * 5 * 3), graph.Weights(9), Set("transB", 1)).Then("Relu").Then("Gemm", graph.Weights(4, 9), graph.Weights(4), Set("transB", 1));
    }

    private static ExportedGraph TorchResNet()
    {
        var graph = new ExportedGraph(17, -1, 3, 16, 16);
        graph.Then("Conv", graph.Weights(6, 3, 7, 7), Each("strides", 2, 2), Each("pads", 3, 3, 3, 3)).Normalized(6).Then("Relu")
            .Then("MaxPool", Each("kernel_shape", 3, 3), Each("strides", 2, 2), Each("pads", 1, 1, 1, 1));
        string around = graph.Last;
        graph.Then("Conv", graph.Weights(6, 6, 3, 3), Each("pads", 1, 1, 1, 1)).Normalized(6).Then("Relu")
            .Then("Conv", graph.Weights(6, 6, 3, 3), Each("pads", 1, 1, 1, 1)).Normalized(6);
        graph.Add("Add", [graph.Last, around]).Then("Relu");
        string second = graph.Last;
        graph.Then("Conv", graph.Weights(8, 6, 3, 3), Each("pads", 1, 1, 1, 1), Each("strides", 2, 2)).Normalized(8).Then("Relu")
            .Then("Conv", graph.Weights(8, 8, 3, 3), Each("pads", 1, 1, 1, 1)).Normalized(8);
        string through = graph.Last;
        graph.Add("Conv", [second, graph.Weights(8, 6, 1, 1)], Each("strides", 2, 2)).Normalized(8);
        graph.Add("Add", [through, graph.Last]).Then("Relu").Then("GlobalAveragePool").Then("Flatten");
        return graph.Then("Gemm", graph.Weights(5, 8), graph.Weights(5), Set("transB", 1));
    }

    private static ExportedGraph TorchMobileNet()
    {
        var graph = new ExportedGraph(13, -1, 3, 9, 9);
        string low = graph.Number(0), high = graph.Number(6);
        graph.Then("Conv", graph.Weights(8, 3, 3, 3), graph.Weights(8), Each("pads", 1, 1, 1, 1), Each("strides", 2, 2)).Then("Clip", low, high);
        string around = graph.Last;
        graph.Then("Conv", graph.Weights(16, 8, 1, 1), graph.Weights(16)).Then("Clip", low, high)
            .Then("Conv", graph.Weights(16, 1, 3, 3), graph.Weights(16), Set("group", 16), Each("pads", 1, 1, 1, 1)).Then("Clip", low, high)
            .Then("Conv", graph.Weights(8, 16, 1, 1), graph.Weights(8));
        graph.Add("Add", [around, graph.Last]);
        return graph.Then("ReduceMean", Each("axes", 2, 3), Set("keepdims", 0)).Then("Gemm", graph.Weights(4, 8), graph.Weights(4), Set("transB", 1)).Then("Softmax", Set("axis", 1));
    }

    private static ExportedGraph TorchSignal()
    {
        var graph = new ExportedGraph(15, -1, 4, 20);
        graph.Then("Conv", graph.Weights(6, 4, 5), graph.Weights(6), Each("kernel_shape", 5), Each("pads", 4, 4), Each("dilations", 2)).Then("Tanh");
        string around = graph.Last;
        graph.Then("Conv", graph.Weights(6, 3, 3), Each("pads", 1, 1), Set("group", 2)).Then("Sigmoid");
        graph.Add("Add", [graph.Last, around]).Then("MaxPool", Each("kernel_shape", 2), Each("strides", 2)).Then("AveragePool", Each("kernel_shape", 3), Each("strides", 3));
        return graph.Then("Flatten").Then("Gemm", graph.Weights(3, 18), graph.Weights(3), Set("transB", 1));
    }

    // Zeros at both ends, and what they have made too many at the end is cut off.
    private static ExportedGraph TorchCausal()
    {
        var graph = new ExportedGraph(14, -1, 2, 12);
        graph.Then("Conv", graph.Weights(4, 2, 3), graph.Weights(4), Each("pads", 4, 4), Each("dilations", 2)).Then("Slice", graph.Integers(0), graph.Integers(-4), graph.Integers(2)).Then("Relu");
        string around = graph.Last;
        graph.Then("Conv", graph.Weights(4, 4, 2), graph.Weights(4), Each("pads", 1, 1)).Normalized(4).Then("Slice", graph.Integers(0), graph.Integers(12), graph.Integers(-1)).Then("Tanh");
        graph.Add("Add", [graph.Last, around]);
        return graph.Then("Flatten").Then("Gemm", graph.Weights(2, 48), Set("transB", 1));
    }

    private static ExportedGraph TorchSqueezeNet()
    {
        var graph = new ExportedGraph(11, -1, 2, 8, 6);
        return graph.Then("Conv", graph.Weights(5, 2, 3, 3), graph.Weights(5)).Then("Relu").Then("GlobalAveragePool")
            .Then("Conv", graph.Weights(4, 5, 1, 1), graph.Weights(4)).Then("Relu").Then("Flatten");
    }

    private static ExportedGraph TorchConvNeXt()
    {
        var graph = new ExportedGraph(17, -1, 3, 8, 8);
        graph.Then("Conv", graph.Weights(6, 3, 2, 2), graph.Weights(6), Each("strides", 2, 2));
        string around = graph.Last;
        graph.Then("Conv", graph.Weights(6, 1, 3, 3), graph.Weights(6), Set("group", 6), Each("pads", 1, 1, 1, 1))
            .Then("Transpose", Each("perm", 0, 2, 3, 1)).Then("LayerNormalization", graph.Positive(6), graph.Weights(6), Set("axis", -1), Set("epsilon", 1e-6f))
            .Then("MatMul", graph.Weights(6, 12)).Then("Add", graph.Weights(12));
        string z = graph.Last;
        graph.Then("Div", graph.Number(1.41421354f)).Then("Erf").Then("Add", graph.Number(1));
        graph.Add("Mul", [z, graph.Last]).Then("Mul", graph.Number(0.5f)).Then("MatMul", graph.Weights(12, 6)).Then("Add", graph.Weights(6))
            .Then("Mul", graph.Weights(6)).Then("Transpose", Each("perm", 0, 3, 1, 2));
        graph.Add("Add", [around, graph.Last]);
        return graph.Then("GlobalAveragePool").Then("Flatten").Then("Gemm", graph.Weights(4, 6), graph.Weights(4), Set("transB", 1));
    }

    private static ExportedGraph TorchPreActivation()
    {
        var graph = new ExportedGraph(17, -1, 3, 7, 7);
        graph.Then("Conv", graph.Weights(4, 3, 3, 3), Each("pads", 1, 1, 1, 1));
        string around = graph.Last;
        graph.Normalized(4).Then("Relu").Then("Conv", graph.Weights(4, 4, 3, 3), Each("pads", 1, 1, 1, 1))
            .Normalized(4).Then("Relu").Then("Conv", graph.Weights(4, 4, 3, 3), Each("pads", 1, 1, 1, 1));
        graph.Add("Add", [graph.Last, around]).Normalized(4).Then("Relu").Then("GlobalAveragePool").Then("Flatten");
        return graph.Then("Gemm", graph.Weights(3, 4), graph.Weights(3), Set("transB", 1));
    }

    // x.view(x.size(0), -1).
    private static ExportedGraph TorchView()
    {
        var graph = new ExportedGraph(12, -1, 2, 5, 6);
        graph.Then("Conv", graph.Weights(4, 2, 2, 2), graph.Weights(4)).Then("LeakyRelu", Set("alpha", 0.2f));
        string pictures = graph.Last;
        graph.Then("Shape").Then("Gather", graph.Integers(0), Set("axis", 0));
        string samples = graph.Last;
        graph.Add("Concat", [samples, graph.Integers(-1)], Set("axis", 0));
        graph.Add("Reshape", [pictures, graph.Last]);
        return graph.Then("MatMul", graph.Weights(4 * 4 * 5, 3)).Then("Add", graph.Weights(3));
    }

    private static ExportedGraph TorchSegmentation()
    {
        var graph = new ExportedGraph(13, -1, 2, 6, 5);
        return graph.Then("Conv", graph.Weights(4, 2, 3, 3), graph.Weights(4), Each("pads", 1, 1, 1, 1)).Then("Relu")
            .Then("Conv", graph.Weights(3, 4, 1, 1), graph.Weights(3)).Then("Softmax", Set("axis", 1));
    }

    private static ExportedGraph TorchPRelu()
    {
        var graph = new ExportedGraph(16, -1, 2, 6, 5);
        return graph.Then("Conv", graph.Weights(4, 2, 3, 3), graph.Weights(4)).Then("PRelu", graph.Weights(4, 1, 1)).Then("Conv", graph.Weights(3, 4, 2, 2)).Then("PRelu", graph.Weights(1))
            .Then("Flatten").Then("Gemm", graph.Weights(2, 18), graph.Weights(2), Set("transB", 1));
    }

    // nn.GroupNorm before opset 18, where there is an operation for it: the shape comes from a Shape node, or is a constant.
    private static ExportedGraph TorchGroups()
    {
        var graph = new ExportedGraph(17, -1, 2, 6, 5);
        graph.Then("Conv", graph.Weights(6, 2, 3, 3), graph.Weights(6), Each("pads", 1, 1, 1, 1));
        Normalize(graph, 3, 6);
        graph.Then("Relu").Then("Conv", graph.Weights(4, 6, 2, 2), graph.Weights(4));
        Normalize(graph, 1, 4);
        return graph.Then("Tanh").Then("GlobalAveragePool").Then("Flatten").Then("Gemm", graph.Weights(2, 4), graph.Weights(2), Set("transB", 1));

        static void Normalize(ExportedGraph graph, long groups, long channels)
        {
            string before = graph.Last;
            graph.Then("Shape");
            string shape = graph.Last;
            graph.Add("Reshape", [before, graph.Integers(0, groups, -1)]).Then("InstanceNormalization", graph.Number(1, groups), graph.Number(0, groups), Set("epsilon", 1e-5f));
            graph.Add("Reshape", [graph.Last, shape]).Then("Mul", graph.Positive(channels, 1, 1)).Then("Add", graph.Weights(channels, 1, 1));
        }
    }

    // nn.InstanceNorm1d, and before a ReLU that comes before the weights.
    private static ExportedGraph TorchInstances()
    {
        var graph = new ExportedGraph(13, -1, 3, 9);
        graph.Then("Conv", graph.Weights(4, 3, 2), Each("kernel_shape", 2)).Then("InstanceNormalization", graph.Positive(4), graph.Weights(4), Set("epsilon", 1e-3f)).Then("Relu");
        string around = graph.Last;
        graph.Then("InstanceNormalization", graph.Positive(4), graph.Weights(4), Set("epsilon", 1e-5f)).Then("Sigmoid").Then("Conv", graph.Weights(4, 4, 3), graph.Weights(4), Each("pads", 1, 1));
        graph.Add("Add", [graph.Last, around]);
        return graph.Then("MaxPool", Each("kernel_shape", 2), Each("strides", 2)).Then("Flatten").Then("Gemm", graph.Weights(2, 16), graph.Weights(2), Set("transB", 1));
    }

    // Factors of groups until opset 21, and of channels from there on.
    private static ExportedGraph Groups(int opset, long factors)
    {
        var graph = new ExportedGraph(opset, -1, 2, 6, 5);
        return graph.Then("Conv", graph.Weights(6, 2, 3, 3), graph.Weights(6))
            .Then("GroupNormalization", graph.Positive(factors), graph.Weights(factors), Set("num_groups", 3), Set("epsilon", 1e-5f)).Then("Relu")
            .Then("Flatten").Then("Gemm", graph.Weights(2, 72), graph.Weights(2), Set("transB", 1));
    }

    private static ExportedGraph NormalizedBehindRelu()
    {
        var graph = new ExportedGraph(17, -1, 2, 6, 6);
        return graph.Then("Conv", graph.Weights(4, 2, 3, 3), graph.Weights(4), Each("pads", 1, 1, 1, 1)).Then("Relu").Normalized(4)
            .Then("MaxPool", Each("kernel_shape", 2, 2), Each("strides", 2, 2))
            .Then("Conv", graph.Weights(4, 4, 3, 3), graph.Weights(4), Each("pads", 1, 1, 1, 1)).Then("Relu").Normalized(4)
            .Then("Conv", graph.Weights(3, 4, 3, 3), graph.Weights(3)).Then("Relu").Normalized(3).Then("Flatten").Then("Gemm", graph.Weights(2, 3), graph.Weights(2), Set("transB", 1));
    }

    // What is added before a border of zeros is not added to these.
    private static ExportedGraph Standardized()
    {
        var graph = new ExportedGraph(17, -1, 3, 6, 6);
        return graph.Then("Sub", graph.Weights(1, 3, 1, 1)).Then("Div", graph.Positive(1, 3, 1, 1)).Then("Conv", graph.Weights(4, 3, 3, 3), graph.Weights(4), Each("pads", 1, 1, 1, 1))
            .Then("Relu").Then("GlobalAveragePool").Then("Flatten").Then("Gemm", graph.Weights(2, 4), graph.Weights(2), Set("transB", 1));
    }

    private static ExportedGraph FlatNormalized()
    {
        var graph = new ExportedGraph(17, -1, 2, 5, 5);
        return graph.Then("Conv", graph.Weights(3, 2, 2, 2), graph.Weights(3)).Then("Flatten").Normalized(48).Then("Relu").Then("Mul", graph.Weights(48)).Then("Gemm", graph.Weights(2, 48), Set("transB", 1));
    }

    private static ExportedGraph FlatInput()
    {
        var graph = new ExportedGraph(17, -1, 3 * 6 * 4);
        return graph.Then("Reshape", graph.Integers(-1, 3, 6, 4)).Then("Conv", graph.Weights(4, 3, 3, 3), graph.Weights(4)).Then("Relu").Then("Flatten")
            .Then("Gemm", graph.Weights(2, 32), graph.Weights(2), Set("transB", 1));
    }

    private static ExportedGraph TorchOld()
    {
        var graph = new ExportedGraph(9, 1, 2, 6, 6);
        return graph.Then("Pad", Set("mode", "constant"), Each("pads", 0, 0, 1, 1, 0, 0, 1, 1), Set("value", 0f)).Then("Conv", graph.Weights(3, 2, 3, 3), graph.Weights(3))
            .Then("Clip", Set("min", 0f), Set("max", 6f)).Then("AveragePool", Each("kernel_shape", 6, 6), Each("strides", 6, 6)).Then("Squeeze", Each("axes", 2, 3))
            .Then("Gemm", graph.Weights(2, 3), graph.Weights(2), Set("transB", 1));
    }

    private static ExportedGraph KerasPicture()
    {
        var graph = new ExportedGraph(15, -1, 9, 8, 3);
        return graph.Then("Transpose", Each("perm", 0, 3, 1, 2)).Then("Conv", graph.Weights(4, 3, 3, 3), graph.Weights(4), Set("auto_pad", "SAME_UPPER"), Each("strides", 2, 2))
            .Then("Relu").Then("MaxPool", Each("kernel_shape", 2, 2), Each("strides", 2, 2), Set("auto_pad", "SAME_UPPER"))
            .Then("Conv", graph.Weights(4, 1, 3, 3), Set("group", 4), Set("auto_pad", "SAME_UPPER")).Then("Transpose", Each("perm", 0, 2, 3, 1))
            .Then("Add", graph.Weights(4)).Then("Relu").Then("Reshape", graph.Integers(-1, 24)).Then("MatMul", graph.Weights(24, 5)).Then("Add", graph.Weights(5));
    }

    // A signal is a picture of height 1, and zeros in front stand in the pads.
    private static ExportedGraph KerasSignal()
    {
        var graph = new ExportedGraph(13, -1, 12, 3);
        return graph.Then("Transpose", Each("perm", 0, 2, 1)).Then("Unsqueeze", graph.Integers(2))
            .Then("Conv", graph.Weights(4, 3, 1, 3), graph.Weights(4), Each("pads", 0, 4, 0, 0), Each("dilations", 1, 2)).Then("Squeeze", graph.Integers(2)).Then("Tanh")
            .Then("Unsqueeze", graph.Integers(2)).Then("Conv", graph.Weights(5, 4, 1, 2), Each("pads", 0, 1, 0, 0)).Then("Squeeze", graph.Integers(2))
            .Then("Transpose", Each("perm", 0, 2, 1)).Then("Add", graph.Weights(5)).Then("ReduceMean", Each("axes", 1), Set("keepdims", 0)).Then("MatMul", graph.Weights(5, 2));
    }

    private static ExportedGraph KerasPadded()
    {
        var graph = new ExportedGraph(13, -1, 7, 7, 2);
        return graph.Then("Pad", graph.Integers(0, 1, 0, 0, 0, 0, 1, 0)).Then("Transpose", Each("perm", 0, 3, 1, 2)).Then("Conv", graph.Weights(3, 2, 3, 3), graph.Weights(3), Each("strides", 2, 2))
            .Then("Relu").Then("Transpose", Each("perm", 0, 2, 3, 1)).Then("Reshape", graph.Integers(-1, 27)).Then("MatMul", graph.Weights(27, 2));
    }

    private static ExportedGraph PoolCountsZeros()
    {
        var graph = new ExportedGraph(17, -1, 2, 7, 6);
        return graph.Then("Conv", graph.Weights(3, 2, 2, 2), graph.Weights(3)).Then("Relu")
            .Then("AveragePool", Each("kernel_shape", 3, 3), Each("strides", 2, 2), Each("pads", 1, 1, 1, 1), Set("count_include_pad", 1)).Then("Flatten")
            .Then("Gemm", graph.Weights(2, 27), Set("transB", 1));
    }

    private static ExportedGraph PoolRoundsUp()
    {
        var graph = new ExportedGraph(17, -1, 2, 8, 9);
        return graph.Then("MaxPool", Each("kernel_shape", 3, 3), Each("strides", 2, 2), Set("ceil_mode", 1)).Then("Conv", graph.Weights(3, 2, 1, 1), graph.Weights(3))
            .Then("AveragePool", Each("kernel_shape", 3, 2), Each("strides", 2, 2), Each("pads", 1, 0, 1, 0)).Then("Flatten").Then("Gemm", graph.Weights(2, 12), Set("transB", 1));
    }

    private static ExportedGraph PoolAll()
    {
        var graph = new ExportedGraph(17, -1, 2, 5, 6);
        return graph.Then("Conv", graph.Weights(3, 2, 2, 2), graph.Weights(3)).Then("Relu").Then("AveragePool", Each("kernel_shape", 4, 5)).Then("Flatten").Then("Gemm", graph.Weights(2, 3), Set("transB", 1));
    }

    private static ExportedGraph PoolLargestOfAll()
    {
        var graph = new ExportedGraph(17, -1, 2, 5, 6);
        return graph.Then("Conv", graph.Weights(3, 2, 2, 2), graph.Weights(3)).Then("GlobalMaxPool").Then("Flatten").Then("Gemm", graph.Weights(2, 3), Set("transB", 1));
    }

    // Axes are an attribute until opset 17.
    private static ExportedGraph Mean(int opset)
    {
        var graph = new ExportedGraph(opset, -1, 5, 6, 2);
        graph.Then("Transpose", Each("perm", 0, 3, 1, 2)).Then("Conv", graph.Weights(3, 2, 2, 2), graph.Weights(3)).Then("Relu").Then("Transpose", Each("perm", 0, 2, 3, 1));
        if (opset < 18) graph.Then("ReduceMean", Each("axes", 1, 2), Set("keepdims", 0));
        else graph.Then("ReduceMean", graph.Integers(1, 2), Set("keepdims", 0));
        return graph.Then("MatMul", graph.Weights(3, 2));
    }

    private static ExportedGraph SameLower()
    {
        var graph = new ExportedGraph(17, -1, 2, 6, 6);
        return graph.Then("Conv", graph.Weights(3, 2, 2, 4), graph.Weights(3), Set("auto_pad", "SAME_LOWER")).Then("Relu").Then("Flatten").Then("Gemm", graph.Weights(2, 108), Set("transB", 1));
    }

    private static ExportedGraph PaddedApart()
    {
        var graph = new ExportedGraph(18, -1, 2, 6, 6);
        return graph.Then("Pad", graph.Integers(1, 0, 2, 1), graph.Number(0), graph.Integers(2, 3), Set("mode", "constant"))
            .Then("Conv", graph.Weights(3, 2, 3, 3), graph.Weights(3), Each("pads", 0, 1, 0, 1)).Then("Relu").Then("Flatten").Then("Gemm", graph.Weights(2, 147), Set("transB", 1));
    }

    private static ExportedGraph ScaledByNodes()
    {
        var graph = new ExportedGraph(17, -1, 2, 6, 6);
        return graph.Then("Conv", graph.Weights(3, 2, 3, 3)).Then("Mul", graph.Weights(1, 3, 1, 1)).Then("Add", graph.Weights(3, 1, 1)).Then("Relu").Then("Mul", graph.Number(0.5f))
            .Then("Conv", graph.Weights(3, 3, 3, 3), Each("pads", 1, 1, 1, 1)).Then("Add", graph.Weights(1, 3, 1, 1)).Then("HardSigmoid", Set("alpha", 1f / 6), Set("beta", 0.5f))
            .Then("Flatten").Then("Gemm", graph.Weights(2, 48), Set("transB", 1));
    }

    private static ExportedGraph DenseOnChannels()
    {
        var graph = new ExportedGraph(17, -1, 2, 9);
        return graph.Then("Conv", graph.Weights(4, 2, 3), graph.Weights(4)).Then("Relu").Then("Transpose", Each("perm", 0, 2, 1)).Then("MatMul", graph.Weights(4, 5)).Then("Add", graph.Weights(5)).Then("Relu")
            .Then("Flatten").Then("Gemm", graph.Weights(2, 35), Set("transB", 1));
    }
}
