namespace Layerwise;

/// <summary>
/// How ONNX spells a group normalization: groups take the place of channels for an InstanceNormalization, and the factors and addends of the channels follow, as PyTorch's exporter
/// writes it. GroupNormalization with a factor for each channel came with opset 21.
/// </summary>
internal static class GroupNodes
{
    /// <summary>Writes the nodes.</summary>
    /// <param name="graph">Takes them.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="gamma">What its factors are called.</param>
    /// <param name="beta">What its addends are called.</param>
    /// <param name="value">What they read.</param>
    /// <param name="result">What they write.</param>
    public static void Write(GraphWriter graph, LayerInfo layer, string gamma, string beta, string value, string result)
    {
        IReadOnlyList<int> shape = layer.Order == LayerOrder.ActivateLinearAdd ? layer.Window!.Input : layer.Window!.Output;
        int axes = shape.Count - 1;
        int channels = shape[axes];
        int groups = layer.NormalizedGroups;
        if (groups == channels)
        {
            graph.Add("InstanceNormalization", [value, gamma, beta], result, GraphWriter.Attribute("epsilon", layer.NormalizationEpsilon));
            return;
        }

        string ones = graph.Numbers(result + ".ones", 1, groups);
        string zeros = graph.Numbers(result + ".zeros", 0, groups);
        graph.Add("Reshape", [value, graph.Integers(result + ".groups", [0, groups, -1])], result + ".grouped");
        graph.Add("InstanceNormalization", [result + ".grouped", ones, zeros], result + ".normalized", GraphWriter.Attribute("epsilon", layer.NormalizationEpsilon));
        graph.Add("Reshape", [result + ".normalized", graph.Integers(result + ".positions", [0, channels, .. shape.Take(axes).Select(static size => (long)size)])], result + ".ungrouped");
        Layouts.ToChannelsLast(graph, result + ".ungrouped", result + ".before", axes);
        graph.Add("Mul", [result + ".before", gamma], result + ".scaled");
        graph.Add("Add", [result + ".scaled", beta], result + ".behind");
        Layouts.ToChannelsFirst(graph, result + ".behind", result, axes);
    }
}
