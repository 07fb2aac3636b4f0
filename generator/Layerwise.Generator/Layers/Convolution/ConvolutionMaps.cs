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
        if (layer.IsOneStep)
        {
            graph.Add(StepOf(layer.Windows, layer.HasBias));
            return;
        }

        if (layer.IsStreamed && layer.HasBorders) graph.Add(new Recall(layer, layer.History));
        else if (layer.HasBorders) graph.Add(new Pad(layer, layer.Vertical, layer.Horizontal));
        graph.Add(MapOf(layer.Windows, layer.HasBias) with { HasVainBiases = hasVainBiases });
    }

    /// <inheritdoc/>
    public void AddProjection(Graph graph, int around) => graph.Add(
        (layer.IsOneStep ? StepOf(layer.ProjectionSizes, hasBias: false) : MapOf(layer.ProjectionSizes, hasBias: false)) with { Weights = TensorRole.Projection }, around);

    private LinearMap StepOf(ConvolutionSizes sizes, bool hasBias) => sizes.IsPointwise
        ? new MatMul(layer, sizes.Channels, sizes.Filters, hasBias)
        : new ConvolveStep(layer, sizes with { Horizontal = sizes.Horizontal with { Size = 1 } }, hasBias);

    // Where only a position takes part in what becomes of it, the product of a dense layer does it; but large weights ask that for room by the position.
    private LinearMap MapOf(ConvolutionSizes sizes, bool hasBias) => sizes.IsPointwise && !layer.HasBorders && !Tiling.PacksPanels(sizes.Channels, sizes.Filters)
        ? new MatMul(layer, sizes.Channels, sizes.Filters, hasBias) { IsPointwise = true }
        : new Convolve(layer, sizes, hasBias);
}
