using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>From layers to the steps that they are made of.</summary>
internal static class Lowering
{
    /// <summary>The steps of a network, first layer first, none of them fused with another.</summary>
    public static IEnumerable<Operation> Of(NetworkSpec network)
    {
        LayerSpec? previous = null;
        foreach (LayerSpec layer in network.Layers)
        {
            bool isNormalizedAfter = network.IsNormalizedAfter(layer);
            yield return new MatMul(layer, previous) { HasVainBiases = layer.HasBias && (layer.BatchNormalization || isNormalizedAfter) };
            if (layer.BatchNormalization) yield return new Normalize(layer) { HasVainBeta = isNormalizedAfter };
            yield return new Activate(layer) { IsLast = layer.Index == network.Last.Index };
            if (layer.Dropout > 0) yield return new Drop(layer);
            previous = layer;
        }
    }
}
