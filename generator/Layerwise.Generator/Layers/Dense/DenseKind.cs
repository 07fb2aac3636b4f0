using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Layers.Dense;

/// <summary>[Layer]: product, normalization, activation, dropout.</summary>
internal sealed class DenseKind : ILayerKind
{
    /// <summary>The full name of the attribute of an output.</summary>
    public const string Output = "Layerwise.OutputAttribute";

    /// <inheritdoc/>
    public IReadOnlyList<string> AttributeNames { get; } = ["Layerwise.LayerAttribute", Output];

    /// <inheritdoc/>
    public string InputParameter => "fanIn";

    /// <inheritdoc/>
    public string OutputParameter => "fanOut";

    /// <inheritdoc/>
    public LayerKind Kind => LayerKind.Dense;

    /// <inheritdoc/>
    public bool IsRecurrent => false;

    /// <inheritdoc/>
    public bool MixesSteps => false;

    /// <inheritdoc/>
    public Parsed<LayerSpec> Parse(LayerSource source, ParseScope scope) => DenseParser.Parse(source, scope);

    /// <inheritdoc/>
    public void Lower(NetworkSpec network, LayerSpec layer, Graph graph) => LinearLayer.Lower(network, layer, new DenseMaps(layer), graph);
}
