using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Layers;

/// <summary>From layers to the steps that they are made of.</summary>
internal static class Lowering
{
    /// <summary>The steps of a network, first layer first, none of them fused with another.</summary>
    public static IReadOnlyList<Operation> Of(NetworkSpec network)
    {
        var graph = new Graph(network.First.Input);
        var ends = new List<int>();
        int shared = Graph.Inputs;
        foreach (LayerSpec layer in network.Layers)
        {
            if (layer.Index == network.Heads[0].First) shared = graph.Last;
            if (network.Heads.Any(head => head.First == layer.Index)) graph.BranchFrom(shared);
            graph.BeginLayer();
            LayerKinds.Of(layer).Lower(network, layer, graph);
            if (!network.IsOutput(layer)) continue;

            // The loss comes in behind a step that works in the place of what it reads.
            if (graph.Steps[graph.Steps.Count - 1] is not (Activate or Drop)) graph.Add(new Activate(layer, ActivationSpec.Identity));
            ends.Add(graph.Last);
        }

        if (!network.HasSeveralHeads) return graph.Steps;
        graph.Add(new Join(network.Last, network.OutputSize), [.. ends]);
        return graph.WithEndingsLast(ends);
    }
}
