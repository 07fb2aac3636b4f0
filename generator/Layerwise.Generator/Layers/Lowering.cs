using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Layers;

/// <summary>From layers to the steps that they are made of.</summary>
internal static class Lowering
{
    /// <summary>The steps of a network, first layer first, none of them fused with another.</summary>
    public static IEnumerable<Operation> Of(NetworkSpec network) => network.Layers.SelectMany(layer =>
        LayerKinds.Of(layer).Lower(network, layer, layer.Index > 0 ? network.Layers[layer.Index - 1] : null));
}
