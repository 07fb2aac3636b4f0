using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Layers.Pooling;

/// <summary>[MaxPool1D], [MaxPool2D], [AveragePool1D], [AveragePool2D] and [GlobalAveragePool]: one number of each window and channel, without parameters.</summary>
internal sealed class PoolingKind : ILayerKind
{
    /// <summary>The attribute of the layer whose window is all that it gets.</summary>
    public const string Global = "Layerwise.GlobalAveragePoolAttribute";

    /// <inheritdoc/>
    public IReadOnlyList<string> AttributeNames { get; } =
        ["Layerwise.MaxPool1DAttribute", "Layerwise.MaxPool2DAttribute", "Layerwise.AveragePool1DAttribute", "Layerwise.AveragePool2DAttribute", Global];

    /// <inheritdoc/>
    public string InputParameter => "size";

    /// <inheritdoc/>
    public string OutputParameter => "size";

    /// <inheritdoc/>
    public LayerKind Kind => LayerKind.Pooling;

    /// <inheritdoc/>
    public bool IsRecurrent => false;

    /// <inheritdoc/>
    public bool MixesSteps => true;

    /// <inheritdoc/>
    public Parsed<LayerSpec> Parse(LayerSource source, ParseScope scope) => PoolingParser.Parse(source);

    /// <inheritdoc/>
    public void Lower(NetworkSpec network, LayerSpec layer, Graph graph)
    {
        var pooling = (PoolingSpec)layer;
        graph.Add(new Pool(layer, pooling.Vertical, pooling.Horizontal, pooling.IsMax));
    }
}
