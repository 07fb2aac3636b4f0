using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Layers;

/// <summary>The sums of products with weights that a layer is made of.</summary>
internal interface ILayerMaps
{
    /// <summary>Adds those of its inputs with its weights.</summary>
    /// <param name="graph">The steps so far.</param>
    /// <param name="hasVainBiases">Whether a normalization takes the biases away again.</param>
    void AddMap(Graph graph, bool hasVainBiases);

    /// <summary>Adds those of its residual connection.</summary>
    /// <param name="graph">The steps so far.</param>
    /// <param name="around">The value that the connection brings.</param>
    void AddProjection(Graph graph, int around);
}
