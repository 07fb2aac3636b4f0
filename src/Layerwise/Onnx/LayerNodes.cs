using Layerwise.Traits;

namespace Layerwise;

/// <summary>
/// How ONNX spells a layer: a Gemm or a Conv, its normalization, the nodes of its activation and the sum with what goes around, in the order of the layer; its pooling; or
/// what <see cref="RecurrentNodes"/> writes.
/// </summary>
internal static class LayerNodes
{
    private enum Step
    {
        Multiply,
        Normalize,
        Activate,
        Add,
    }

    /// <summary>Writes the nodes of a layer.</summary>
    /// <param name="graph">Takes them.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="index">Its index in the network.</param>
    /// <param name="read">What they read.</param>
    /// <param name="result">What they write.</param>
    /// <param name="around">What is added, where the layer has a residual connection.</param>
    /// <param name="state">The state of the network, where the file has it.</param>
    /// <returns>What they write.</returns>
    /// <exception cref="NotSupportedException">The activation is a user's own, or one that a recurrent layer of ONNX doesn't have.</exception>
    public static GraphValue Write(GraphWriter graph, LayerInfo layer, int index, GraphValue read, string result, GraphValue around, StateNodes? state)
    {
        return layer.Kind switch
        {
            LayerKind.Dense => WriteSums(graph, layer, index, read with { Name = Flattened(graph, read, TensorNaming.Default.Layer(index) + ".flat") }, result, around),
            LayerKind.Convolution => WriteSums(graph, layer, index, read, result, around),
            LayerKind.Pooling => WindowNodes.WritePooling(graph, layer.Window!, read.Name, result),
            LayerKind.Rnn or LayerKind.Gru or LayerKind.Lstm => RecurrentNodes.Write(graph, layer, index, read, result, around, state),
        };
    }

    private static GraphValue WriteSums(GraphWriter graph, LayerInfo layer, int index, GraphValue read, string result, GraphValue around)
    {
        WriteSteps(graph, layer, index, read, result, around);
        return read.HasSteps ? new GraphValue(result, [layer.Window?.Filters ?? layer.FanOut]) { HasSteps = true } : new GraphValue(result, layer.Window?.Output ?? [layer.FanOut]);
    }

    private static void WriteSteps(GraphWriter graph, LayerInfo layer, int index, GraphValue read, string result, GraphValue around)
    {
        string value = read.Name;
        Step[] steps = [.. Steps(layer)];

        // Steps have their channels last.
        LayerInfo byPosition = read.HasSteps ? layer with { Window = null } : layer;
        for (int s = 0; s < steps.Length; s++)
        {
            string next = s == steps.Length - 1 ? result : $"{TensorNaming.Default.Layer(index)}.{Name(steps[s])}";
            switch (steps[s])
            {
                case Step.Multiply: WriteProduct(graph, layer, NameOf, read with { Name = value }, next); break;
                case Step.Normalize: WriteNormalization(graph, byPosition, NameOf, value, next); break;
                case Step.Activate: WriteActivation(graph, byPosition, layer.SlopeCount > 0 ? NameOf(TensorRole.Slope) : null, value, next); break;
                case Step.Add: graph.Add("Add", [Around(graph, layer, index, around), value], next); break;
            }

            value = next;
        }

        string NameOf(TensorRole role) => TensorNaming.Default.NameOf(index, role);
    }

    private static IEnumerable<Step> Steps(LayerInfo layer)
    {
        Step[] all = layer.Order switch
        {
            LayerOrder.LinearActivateAdd => [Step.Multiply, Step.Normalize, Step.Activate, Step.Add],
            LayerOrder.LinearAddActivate => [Step.Multiply, Step.Normalize, Step.Add, Step.Activate],
            LayerOrder.ActivateLinearAdd => [Step.Normalize, Step.Activate, Step.Multiply, Step.Add],
            LayerOrder.LinearActivateNormalize => [Step.Multiply, Step.Activate, Step.Normalize, Step.Add],
            LayerOrder.LinearActivateAddNormalize => [Step.Multiply, Step.Activate, Step.Add, Step.Normalize],
        };
        return all.Where(step => step switch
        {
            Step.Normalize => layer.NormalizedCount > 0,
            Step.Activate => !ActivationTraits.Of(layer.Activation).IsLinear,
            Step.Add => layer.ResidualSpan > 0,
            _ => true,
        });
    }

    private static string Name(Step step) => step switch
    {
        Step.Multiply => "product",
        Step.Normalize => "normalized",
        Step.Activate => "activated",
        _ => "sum",
    };

    // The rows of the weights are in the same order: channel by channel.
    private static string Flattened(GraphWriter graph, GraphValue value, string result)
    {
        if (!value.HasPositions) return value.Name;
        graph.Add("Flatten", [value.Name], result);
        return result;
    }

    private static string Around(GraphWriter graph, LayerInfo layer, int index, GraphValue around)
    {
        string name = TensorNaming.Default.Layer(index);
        bool isProjected = layer.LengthOf(TensorRole.Projection) > 0;
        string projected = name + ".projected";
        string[] weights = [TensorNaming.Default.NameOf(index, TensorRole.Projection)];
        if (layer.Window is { } window)
        {
            if (!isProjected) return around.Name;
            if (around.HasSteps) Layouts.OfSteps(graph, around.Name, projected, (from, to) => WindowNodes.WriteProjection(graph, window, [from, .. weights], to));
            else WindowNodes.WriteProjection(graph, window, [around.Name, .. weights], projected);
            return projected;
        }

        if (isProjected)
        {
            graph.Add("MatMul", [Flattened(graph, around, name + ".around"), .. weights], projected);
            return projected;
        }

        if (!around.HasPositions) return around.Name;
        Layouts.ToChannelsLast(graph, around.Name, name + ".around.channels_last", around.Shape.Count - 1);
        graph.Add("Flatten", [name + ".around.channels_last"], name + ".around");
        return name + ".around";
    }

    private static void WriteProduct(GraphWriter graph, LayerInfo layer, Func<TensorRole, string> nameOf, GraphValue value, string result)
    {
        string[] biases = layer.BiasCount > 0 ? [nameOf(TensorRole.Biases)] : [];
        string[] factors = [value.Name, nameOf(TensorRole.Weights)];
        if (layer.Window is { } window)
        {
            string[] constants = [nameOf(TensorRole.Weights), .. biases];
            if (value.HasSteps) Layouts.OfSteps(graph, value.Name, result, (from, to) => WindowNodes.WriteSums(graph, window, [from, .. constants], to));
            else WindowNodes.WriteSums(graph, window, [value.Name, .. constants], result);
            return;
        }

        // A Gemm takes no steps.
        if (!value.HasSteps)
        {
            graph.Add("Gemm", [.. factors, .. biases], result);
            return;
        }

        string multiplied = biases.Length > 0 ? result + ".multiplied" : result;
        graph.Add("MatMul", factors, multiplied);
        if (biases.Length > 0) graph.Add("Add", [multiplied, .. biases], result);
    }

    private static void WriteActivation(GraphWriter graph, LayerInfo layer, string? slope, string value, string result)
    {
        bool tellsChannelsApart = ActivationTraits.Of(layer.Activation).IsRowwise || layer.SlopeCount > 1;
        WriteByPosition(graph, tellsChannelsApart ? layer.Window : null, value, result, (from, to) => ActivationNodes.Write(graph, layer, from, to, slope));
    }

    private static void WriteNormalization(GraphWriter graph, LayerInfo layer, Func<TensorRole, string> nameOf, string value, string result)
    {
        if (layer.NormalizedGroups > 0)
        {
            GroupNodes.Write(graph, layer, nameOf(TensorRole.Gamma), nameOf(TensorRole.Beta), value, result);
            return;
        }

        string[] addends = layer.RmsNormalization ? [] : [nameOf(TensorRole.Beta)];
        string[] statistics = layer.BatchNormalization ? [nameOf(TensorRole.RunningMeans), nameOf(TensorRole.RunningVariances)] : [];
        WriteByPosition(graph, layer.BatchNormalization ? null : layer.Window, value, result, (from, to) =>
        {
            if (layer.RmsNormalization)
            {
                WriteRms(graph, layer, nameOf(TensorRole.Gamma), from, to);
                return;
            }

            string operation = layer.LayerNormalization ? "LayerNormalization" : "BatchNormalization";
            graph.Add(operation, [from, nameOf(TensorRole.Gamma), .. addends, .. statistics], to, GraphWriter.Attribute("epsilon", layer.NormalizationEpsilon));
        });
    }

    // What works on the numbers of each position, or has a constant for each channel, wants them last.
    private static void WriteByPosition(GraphWriter graph, WindowInfo? window, string value, string result, Action<string, string> write)
    {
        if (window is null)
        {
            write(value, result);
            return;
        }

        int axes = window.Axes.Count;
        Layouts.ToChannelsLast(graph, value, result + ".before", axes);
        write(result + ".before", result + ".behind");
        Layouts.ToChannelsFirst(graph, result + ".behind", result, axes);
    }

    // RMSNormalization came with opset 23.
    private static void WriteRms(GraphWriter graph, LayerInfo layer, string gamma, string value, string result)
    {
        graph.Add("Mul", [value, value], result + ".squares");
        graph.Add("ReduceMean", [result + ".squares"], result + ".power", GraphWriter.Attribute("axes", [-1]));
        graph.Add("Add", [result + ".power", graph.Number(layer.NormalizationEpsilon)], result + ".shifted");
        graph.Add("Sqrt", [result + ".shifted"], result + ".root");
        graph.Add("Div", [value, result + ".root"], result + ".normalized");
        graph.Add("Mul", [result + ".normalized", gamma], result);
    }
}
