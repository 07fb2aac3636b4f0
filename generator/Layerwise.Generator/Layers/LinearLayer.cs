using System.ComponentModel;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Layers;

/// <summary>The steps of a layer with weights, of whatever kind: linear map, normalization, activation, dropout and residual connection, in the order that it says.</summary>
internal static class LinearLayer
{
    /// <summary>Adds them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="maps">Its linear maps.</param>
    /// <param name="graph">The steps so far.</param>
    public static void Lower(NetworkSpec network, LayerSpec layer, ILayerMaps maps, Graph graph)
    {
        switch (layer.Order)
        {
            case LayerOrder.LinearActivateAdd:
                AddMap(network, layer, maps, graph);
                AddNormalization(network, layer, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddDropout(layer, graph);
                AddResidual(layer, maps, graph);
                break;
            case LayerOrder.LinearAddActivate:
                AddMap(network, layer, maps, graph);
                AddNormalization(network, layer, graph);
                AddResidual(layer, maps, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddDropout(layer, graph);
                break;
            case LayerOrder.ActivateLinearAdd:
                AddNormalization(network, layer, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddMap(network, layer, maps, graph);
                AddDropout(layer, graph);
                AddResidual(layer, maps, graph);
                break;
            case LayerOrder.LinearActivateNormalize:
                AddMap(network, layer, maps, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddNormalization(network, layer, graph);
                AddDropout(layer, graph);
                AddResidual(layer, maps, graph);
                break;
            case LayerOrder.LinearActivateAddNormalize:
                AddMap(network, layer, maps, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddDropout(layer, graph);
                AddResidual(layer, maps, graph);
                AddNormalization(network, layer, graph);
                break;
            default:
                throw new InvalidEnumArgumentException(nameof(layer), (int)layer.Order, typeof(LayerOrder));
        }
    }

    private static void AddMap(NetworkSpec network, LayerSpec layer, ILayerMaps maps, Graph graph) =>
        maps.AddMap(graph, hasVainBiases: layer.HasBias && ((layer.BatchNormalization && layer.NormalizesSums) || network.IsNormalizedAfter(layer)));

    private static void AddNormalization(NetworkSpec network, LayerSpec layer, Graph graph)
    {
        if (layer.NormalizedGroups > 0) graph.Add(new NormalizeGroups(layer));
        else if (layer.NormalizesSamples) graph.Add(new NormalizeRows(layer));
        if (layer.BatchNormalization) graph.Add(new Normalize(layer) { HasVainBeta = !layer.ActivatesInputs && network.IsNormalizedAfter(layer) });
    }

    private static void AddDropout(LayerSpec layer, Graph graph)
    {
        if (layer.Dropout > 0) graph.Add(new Drop(layer));
    }

    private static void AddResidual(LayerSpec layer, ILayerMaps maps, Graph graph)
    {
        if (layer.ResidualSpan == 0) return;
        int through = graph.Last;
        int around = graph.InputOf(layer.Index - layer.ResidualSpan + 1);
        if (layer.ProjectedInputs > 0)
        {
            maps.AddProjection(graph, around);
            around = graph.Last;
        }

        graph.Add(new Sum(layer), through, around);
    }
}
