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

    private static readonly TensorNaming Naming = TensorNaming.Default with { CountsChannelsFirst = true };

    /// <summary>The version of the operations that are written: Mish and Gelu, which came later, are put together from others.</summary>
    public const int Opset = 17;

    /// <summary>The file of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="foldsNormalization">Whether a batch normalization of sums becomes part of the weights before it.</param>
    /// <param name="withState">Whether the file takes the state of the network, and gives the next one.</param>
    /// <exception cref="NotSupportedException">An activation is a user's own, or the file would be too long.</exception>
    public static ProtobufMessage Write<TNetwork>(TNetwork network, bool foldsNormalization, bool withState)
        where TNetwork : class, INetwork<TNetwork>
    {
        HeadInfo[] heads = HeadsOf<TNetwork>.All;
        var graph = new GraphWriter();
        (float[] parameters, float[] statistics) = ScalingFold.Folded(network);
        LayerInfo[] layers = TNetwork.Layers.ToArray();
        for (int l = 0; l < layers.Length && foldsNormalization; l++) layers[l] = FoldedLayer.Of(graph, l, layers[l], parameters, statistics);
        for (int l = 0; l < layers.Length; l++)
        {
            if (layers[l].IsRecurrent)
            {
                RecurrentNodes.AddTensors(graph, layers[l], l, parameters);
                continue;
            }

            foreach (TensorInfo tensor in layers[l].Tensors) graph.Add(ParameterTensor.Of<TNetwork>(l, tensor, Naming).Save(parameters, statistics));
        }

        InputInfo[] parts = TNetwork.Inputs.ToArray();
        bool goesStepByStep = TNetwork.Steps > 0;
        IReadOnlyList<int> inputs = goesStepByStep ? [layers[0].InputSize / TNetwork.Steps] : LayerInputs.Shape<TNetwork>(0);
        if (withState) CheckState(layers);
        GraphValue input = goesStepByStep ? WriteSequences(graph, inputs) : WriteInput(graph, inputs, parts);
        StateNodes? state = withState ? new StateNodes(graph, layers) : null;
        var read = new GraphValue[layers.Length];
        var made = new GraphValue[read.Length];
        for (int l = 0; l < read.Length; l++)
        {
            LayerInfo layer = layers[l];
            int before = LayerInputs.Before<TNetwork>(l);
            read[l] = before < 0 ? input : made[before];
            int head = Array.FindIndex(heads, head => head.Layer == l);
            bool isMoved = read[l].HasSteps ? !layer.HandsOnLastStep : HasPositions(layer);
            string result = head >= 0 && !isMoved ? NameOf(heads[head]) : TensorNaming.Default.Layer(l);
            GraphValue around = layer.ResidualSpan > 0 ? read[l + 1 - layer.ResidualSpan] : default;
            made[l] = LayerNodes.Write(graph, layer, l, read[l], result, around, state);
            if (head < 0 || !isMoved) continue;
            if (made[l].HasSteps) Layouts.SwapSteps(graph, result, NameOf(heads[head]));
            else Layouts.ToChannelsLast(graph, result, NameOf(heads[head]), made[l].Shape.Count - 1);
        }

        state?.Finish();
        ProtobufMessage[] taken = parts.Length > 0
            ? [.. parts.Select(static part => GraphWriter.Value(part.Name, [part.Size]))]
            : [GraphWriter.Value(InputName, inputs, goesStepByStep)];
        ProtobufMessage[] outputs = [.. heads.Select(head => GraphWriter.Value(NameOf(head), made[head.Layer].Shape, made[head.Layer].HasSteps))];
        if (withState)
        {
            taken = [.. taken, GraphWriter.Value(StateNodes.InputName, [TNetwork.StateSize])];
            outputs = [.. outputs, GraphWriter.Value(StateNodes.OutputName, [TNetwork.StateSize])];
        }

        ProtobufMessage model = Model(graph.Finish(typeof(TNetwork).Name, taken, outputs));
        return model.Length <= int.MaxValue
            ? model
            : throw new NotSupportedException($"The file would have {model.Length} bytes, and Protocol Buffers have at most {int.MaxValue}.");
    }

    // Files take and give what the network does, channels last; in between they are where ONNX wants them.
    private static GraphValue WriteInput(GraphWriter graph, IReadOnlyList<int> shape, InputInfo[] parts)
    {
        if (parts.Length > 0)
        {
            graph.Add("Concat", [.. parts.Select(static part => part.Name)], TensorNaming.Default.Layer(0) + ".inputs", GraphWriter.Attribute("axis", 1));
            return new GraphValue(TensorNaming.Default.Layer(0) + ".inputs", shape);
        }

        if (shape.Count == 1) return new GraphValue(InputName, shape);
        Layouts.ToChannelsFirst(graph, InputName, InputName + ".channels_first", shape.Count - 1);
        return new GraphValue(InputName + ".channels_first", shape);
    }

    private static void CheckState(LayerInfo[] layers)
    {
        int ring = Array.FindIndex(layers, static layer => layer.Window?.Axes.Any(static axis => axis.Kernel > 1) == true);
        if (ring < 0) return;
        throw new NotSupportedException($"Layer {ring + 1} is a convolution, of which the state holds a ring of steps; a state is written for [Gru], [Lstm], [Rnn] and [Layer].");
    }

    private static GraphValue WriteSequences(GraphWriter graph, IReadOnlyList<int> shape)
    {
        Layouts.SwapSteps(graph, InputName, InputName + ".steps_first");
        return new GraphValue(InputName + ".steps_first", shape) { HasSteps = true };
    }

    private static bool HasPositions(LayerInfo layer) => layer.Window?.Output.Count > 1;

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
