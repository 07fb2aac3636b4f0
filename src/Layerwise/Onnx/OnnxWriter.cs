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
        HeadInfo[] heads = HeadsOf<TNetwork>.All;
        var graph = new GraphWriter();
        (float[] parameters, float[] statistics) = ScalingFold.Folded(network);
        foreach (ParameterTensor tensor in ParameterTensor.Of<TNetwork>(TensorNaming.Default)) graph.Add(tensor.Save(parameters, statistics));
        string[] read = new string[TNetwork.Layers.Length];
        string value = InputName;
        string shared = InputName;
        for (int l = 0; l < read.Length; l++)
        {
            LayerInfo layer = TNetwork.Layers[l];
            bool isFirstOfHead = heads.Length > 1 && layer.Head is not null && (l == 0 || TNetwork.Layers[l - 1].Head != layer.Head);
            read[l] = isFirstOfHead ? shared : value;
            int head = Array.FindIndex(heads, head => head.Layer == l);
            value = head >= 0 ? NameOf(heads[head]) : TensorNaming.Default.Layer(l);
            if (layer.Head is null) shared = value;
            LayerNodes.Write(graph, layer, l, read[l], value, layer.ResidualSpan > 0 ? read[l + 1 - layer.ResidualSpan] : "");
        }

        ProtobufMessage[] outputs = [.. heads.Select(static head => GraphWriter.Value(NameOf(head), head.Size))];
        ProtobufMessage model = Model(graph.Finish(typeof(TNetwork).Name, GraphWriter.Value(InputName, TNetwork.InputSize), outputs));
        return model.Length <= int.MaxValue
            ? model
            : throw new NotSupportedException($"The file would have {model.Length} bytes, and Protocol Buffers have at most {int.MaxValue}.");
    }

    private static string NameOf(HeadInfo head) => head.Name switch
    {
        "" => OutputName,
        InputName => throw new NotSupportedException($"The output '{InputName}' of the network is called as the input of the file is; give it another name."),
        _ => head.Name,
    };

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
