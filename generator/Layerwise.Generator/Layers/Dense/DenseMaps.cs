using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Tensors;

namespace Layerwise.Generator.Layers.Dense;

/// <summary>The products of a dense layer.</summary>
/// <param name="layer">The layer.</param>
internal sealed class DenseMaps(LayerSpec layer) : ILayerMaps
{
    /// <inheritdoc/>
    public void AddMap(Graph graph, bool hasVainBiases) =>
        graph.Add(new MatMul(layer, layer.FanIn, layer.FanOut, layer.HasBias) { HasVainBiases = hasVainBiases, IsPointwise = layer.Steps > 0 });

    /// <inheritdoc/>
    public void AddProjection(Graph graph, int around) =>
        graph.Add(new MatMul(layer, layer.ProjectedInputs, layer.FanOut, HasBias: false) { Weights = TensorRole.Projection, IsPointwise = layer.Steps > 0 }, around);
}
