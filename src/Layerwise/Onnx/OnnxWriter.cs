using Layerwise.OnnxModels;
using Layerwise.Protobuf;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Writes a network as ModelProto: the nodes of each layer, one layer behind the other.</summary>
internal static class OnnxWriter
{
    private const string InputName = "input";
    private const string OutputName = "output";

    // The first version of the format that has the operations of opset 17.
    private const int FormatVersion = 8;

    /// <summary>The version of the operations that are written: Mish and Gelu, which came later, are put together from others.</summary>
    public const int Opset = 17;

    /// <summary>The file of a network.</summary>
    /// <exception cref="NotSupportedException">An activation is a user's own, or the file would be too long.</exception>
    public static ProtobufMessage Write<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (HeadsOf<TNetwork>.AreSeveral) throw new NotSupportedException($"The network has {HeadsOf<TNetwork>.All.Length} outputs; ONNX files are written for networks with one.");
        var graph = new GraphWriter();
        foreach (ParameterTensor tensor in ParameterTensor.Of<TNetwork>(TensorNaming.Default)) graph.Add(tensor.Save(network));
        string[] values = new string[TNetwork.Layers.Length + 1];
        values[0] = InputName;
        for (int l = 0; l < TNetwork.Layers.Length; l++)
        {
            LayerInfo layer = TNetwork.Layers[l];
            values[l + 1] = l == TNetwork.Layers.Length - 1 ? OutputName : TensorNaming.Default.Layer(l);
            LayerNodes.Write(graph, layer, l, values[l], values[l + 1], values[l + 1 - layer.ResidualSpan]);
        }

        ProtobufMessage model = Model(graph.Finish(
            typeof(TNetwork).Name, GraphWriter.Value(InputName, TNetwork.InputSize), GraphWriter.Value(OutputName, TNetwork.OutputSize)));
        return model.Length <= int.MaxValue
            ? model
            : throw new NotSupportedException($"The file would have {model.Length} bytes, and Protocol Buffers have at most {int.MaxValue}.");
    }

    private static ProtobufMessage Model(ProtobufMessage graph)
    {
        var operations = new ProtobufMessage();
        operations.Add(OnnxFields.OpsetVersion, Opset);
        var model = new ProtobufMessage();
        model.Add(OnnxFields.ModelFormat, FormatVersion);
        model.Add(OnnxFields.ModelProducer, "Layerwise");
        model.Add(OnnxFields.ModelGraph, graph);
        model.Add(OnnxFields.ModelOpset, operations);
        return model;
    }
}
