using Layerwise.OnnxModels;
using Layerwise.Protobuf;
using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>Writes a network as ModelProto: a Gemm for each layer, its normalization and the nodes of its activation.</summary>
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
        string value = InputName;
        for (int l = 0; l < TNetwork.Layers.Length; l++)
        {
            string result = l == TNetwork.Layers.Length - 1 ? OutputName : TensorNaming.Default.Layer(l);
            WriteLayer(graph, TNetwork.Layers[l], l, value, result);
            value = result;
        }

        ProtobufMessage model = Model(graph.Finish(
            typeof(TNetwork).Name, GraphWriter.Value(InputName, TNetwork.InputSize), GraphWriter.Value(OutputName, TNetwork.OutputSize)));
        return model.Length <= int.MaxValue
            ? model
            : throw new NotSupportedException($"The file would have {model.Length} bytes, and Protocol Buffers have at most {int.MaxValue}.");
    }

    private static void WriteLayer(GraphWriter graph, LayerInfo layer, int index, string value, string result)
    {
        if (layer.Kind != LayerKind.Dense) throw new NotSupportedException($"Layer {index + 1} is of kind {layer.Kind}; only dense layers are written to ONNX files.");
        if (layer is not { ResidualSpan: 0, Order: LayerOrder.LinearActivateAdd or LayerOrder.LinearActivateNormalize, LayerNormalization: false, RmsNormalization: false })
        {
            throw new NotSupportedException($"Layer {index + 1} normalizes samples, adds what goes around it, or has another order; none of that is written to ONNX files.");
        }

        string name = TensorNaming.Default.Layer(index);
        Dictionary<TensorRole, string> tensors = layer.Tensors.ToDictionary(static tensor => tensor.Role, tensor => TensorNaming.Default.NameOf(index, tensor.Role));
        bool isPlain = ActivationTraits.Of(layer.Activation).IsLinear;
        bool isNormalizedBehind = layer.BatchNormalization && layer.Order == LayerOrder.LinearActivateNormalize;
        bool isNormalizedBefore = layer.BatchNormalization && !isNormalizedBehind;
        string activated = isNormalizedBehind ? name + ".activated" : result;
        string z = isPlain ? activated : name + ".z";
        string product = isNormalizedBefore ? name + ".product" : z;
        string[] biases = layer.BiasCount > 0 ? [tensors[TensorRole.Biases]] : [];
        graph.Add("Gemm", [value, tensors[TensorRole.Weights], .. biases], product);
        if (isNormalizedBefore) Normalize(product, z);
        if (!isPlain) ActivationNodes.Write(graph, layer, z, activated, tensors.GetValueOrDefault(TensorRole.Slope));
        if (isNormalizedBehind) Normalize(activated, result);

        void Normalize(string values, string results)
        {
            string[] inputs = [values, tensors[TensorRole.Gamma], tensors[TensorRole.Beta], tensors[TensorRole.RunningMeans], tensors[TensorRole.RunningVariances]];
            graph.Add("BatchNormalization", inputs, results, ("epsilon", layer.NormalizationEpsilon));
        }
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
