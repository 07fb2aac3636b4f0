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
        foreach (LayerSpec layer in network.Layers)
        {
            graph.BeginLayer();
            LayerKinds.Of(layer).Lower(network, layer, graph);
        }

        // The loss comes in behind a step that works in the place of what it reads.
        if (graph.Steps[graph.Steps.Count - 1] is not (Activate or Drop)) graph.Add(new Activate(network.Last, ActivationSpec.Identity));
        return graph.Steps;
    }
}
