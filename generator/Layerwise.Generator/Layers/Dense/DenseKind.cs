using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Layers.Dense;

/// <summary>[Layer]: product, normalization, activation, dropout.</summary>
internal sealed class DenseKind : ILayerKind
{
    /// <inheritdoc/>
    public string AttributeName => "Layerwise.LayerAttribute";

    /// <inheritdoc/>
    public string InputParameter => "fanIn";

    /// <inheritdoc/>
    public string OutputParameter => "fanOut";

    /// <inheritdoc/>
    public LayerKind Kind => LayerKind.Dense;

    /// <inheritdoc/>
    public Parsed<LayerSpec> Parse(LayerSource source, ParseScope scope) => DenseParser.Parse(source, scope);

    /// <inheritdoc/>
    public void Lower(NetworkSpec network, LayerSpec layer, Graph graph)
    {
        bool isNormalizedAfter = network.IsNormalizedAfter(layer);
        graph.Add(new MatMul(layer, layer.FanIn, layer.FanOut, layer.HasBias) { HasVainBiases = layer.HasBias && (layer.BatchNormalization || isNormalizedAfter) });
        if (layer.BatchNormalization) graph.Add(new Normalize(layer) { HasVainBeta = isNormalizedAfter });
        graph.Add(new Activate(layer, layer.Phi));
        if (layer.Dropout > 0) graph.Add(new Drop(layer));
    }
}
