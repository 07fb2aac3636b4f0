using Layerwise.Traits;

namespace Layerwise;

/// <summary>How ONNX spells a dense layer: a Gemm, its normalization, the nodes of its activation and the sum with what goes around, in the order of the layer.</summary>
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
    /// <param name="value">What they read.</param>
    /// <param name="result">What they write.</param>
    /// <param name="around">What is added, where the layer has a residual connection.</param>
    /// <exception cref="NotSupportedException">The activation is a user's own, or the layer is not dense.</exception>
    public static void Write(GraphWriter graph, LayerInfo layer, int index, string value, string result, string around)
    {
        if (layer.Kind != LayerKind.Dense) throw new NotSupportedException($"Layer {index + 1} is of kind {layer.Kind}; only dense layers are written to ONNX files.");
        Step[] steps = [.. Steps(layer)];
        for (int s = 0; s < steps.Length; s++)
        {
            string next = s == steps.Length - 1 ? result : $"{TensorNaming.Default.Layer(index)}.{Name(steps[s])}";
            switch (steps[s])
            {
                case Step.Multiply:
                    string[] biases = layer.BiasCount > 0 ? [NameOf(TensorRole.Biases)] : [];
                    graph.Add("Gemm", [value, NameOf(TensorRole.Weights), .. biases], next);
                    break;
                case Step.Normalize: WriteNormalization(graph, layer, NameOf, value, next); break;
                case Step.Activate: ActivationNodes.Write(graph, layer, value, next, layer.SlopeCount > 0 ? NameOf(TensorRole.Slope) : null); break;
                case Step.Add: graph.Add("Add", [Projected(), value], next); break;
            }

            value = next;
        }

        string Projected()
        {
            if (layer.LengthOf(TensorRole.Projection) == 0) return around;
            string projected = $"{TensorNaming.Default.Layer(index)}.projected";
            graph.Add("MatMul", [around, NameOf(TensorRole.Projection)], projected);
            return projected;
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
            _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Order, "Expected a member of LayerOrder."),
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

    private static void WriteNormalization(GraphWriter graph, LayerInfo layer, Func<TensorRole, string> nameOf, string value, string result)
    {
        if (layer.RmsNormalization)
        {
            WriteRms(graph, layer, nameOf(TensorRole.Gamma), value, result);
            return;
        }

        string[] inputs = [value, nameOf(TensorRole.Gamma), nameOf(TensorRole.Beta)];
        if (layer.LayerNormalization) graph.Add("LayerNormalization", inputs, result, ("epsilon", layer.NormalizationEpsilon));
        else graph.Add("BatchNormalization", [.. inputs, nameOf(TensorRole.RunningMeans), nameOf(TensorRole.RunningVariances)], result, ("epsilon", layer.NormalizationEpsilon));
    }

    // RMSNormalization came with opset 23.
    private static void WriteRms(GraphWriter graph, LayerInfo layer, string gamma, string value, string result)
    {
        graph.Add("Mul", [value, value], result + ".squares");
        graph.AddMean(result + ".squares", result + ".power");
        graph.Add("Add", [result + ".power", graph.Number(layer.NormalizationEpsilon)], result + ".shifted");
        graph.Add("Sqrt", [result + ".shifted"], result + ".root");
        graph.Add("Div", [value, result + ".root"], result + ".normalized");
        graph.Add("Mul", [result + ".normalized", gamma], result);
    }
}
