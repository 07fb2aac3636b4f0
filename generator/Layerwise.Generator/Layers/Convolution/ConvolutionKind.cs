using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Layers.Convolution;

/// <summary>[Conv1D] and [Conv2D]: what a dense layer does, from a window at each position.</summary>
internal sealed class ConvolutionKind : ILayerKind
{
    /// <summary>The attribute that declares one along a line.</summary>
    public const string OneAxis = "Layerwise.Conv1DAttribute";

    /// <summary>The attribute that declares one over pictures.</summary>
    public const string TwoAxes = "Layerwise.Conv2DAttribute";

    /// <inheritdoc/>
    public IReadOnlyList<string> AttributeNames { get; } = [OneAxis, TwoAxes];

    /// <inheritdoc/>
    public string InputParameter => "channels";

    /// <inheritdoc/>
    public string OutputParameter => "filters";

    /// <inheritdoc/>
    public LayerKind Kind => LayerKind.Convolution;

    /// <inheritdoc/>
    public bool IsRecurrent => false;

    /// <inheritdoc/>
    public bool MixesSteps => false;

    /// <inheritdoc/>
    public Parsed<LayerSpec> Parse(LayerSource source, ParseScope scope) => ConvolutionParser.Parse(source, scope);

    /// <inheritdoc/>
    public void Lower(NetworkSpec network, LayerSpec layer, Graph graph) => LinearLayer.Lower(network, layer, new ConvolutionMaps((ConvolutionSpec)layer), graph);
}
