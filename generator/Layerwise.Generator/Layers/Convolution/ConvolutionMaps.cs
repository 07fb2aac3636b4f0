using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Tensors;
using Layerwise.Tiles;

namespace Layerwise.Generator.Layers.Convolution;

/// <summary>The windows of a convolution: its input between zeros, where it has any, and the sums over that.</summary>
/// <param name="layer">The layer.</param>
internal sealed class ConvolutionMaps(ConvolutionSpec layer) : ILayerMaps
{
    /// <inheritdoc/>
    public void AddMap(Graph graph, bool hasVainBiases)
    {
        if (layer.HasBorders) graph.Add(new Pad(layer, layer.Vertical, layer.Horizontal));
        graph.Add(MapOf(layer.Windows, layer.HasBias) with { HasVainBiases = hasVainBiases });
    }

    /// <inheritdoc/>
    public void AddProjection(Graph graph, int around) => graph.Add(MapOf(layer.ProjectionSizes, hasBias: false) with { Weights = TensorRole.Projection }, around);

    // Where only a position takes part in what becomes of it, the product of a dense layer does it; but large weights ask that for room by the position.
    private LinearMap MapOf(ConvolutionSizes sizes, bool hasBias) => sizes.IsPointwise && !layer.HasBorders && !Tiling.PacksPanels(sizes.Channels, sizes.Filters)
        ? new MatMul(layer, sizes.Channels, sizes.Filters, hasBias) { IsPointwise = true }
        : new Convolve(layer, sizes, hasBias);
}
