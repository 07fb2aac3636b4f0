using System.ComponentModel;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Layers.Dense;

/// <summary>[Layer]: product, normalization, activation, dropout.</summary>
internal sealed class DenseKind : ILayerKind
{
    /// <inheritdoc/>
    public IReadOnlyList<string> AttributeNames { get; } = ["Layerwise.LayerAttribute", "Layerwise.OutputAttribute"];

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
        switch (layer.Order)
        {
            case LayerOrder.LinearActivateAdd:
                AddLinear(network, layer, graph);
                AddNormalization(network, layer, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddDropout(layer, graph);
                AddResidual(layer, graph);
                break;
            case LayerOrder.LinearAddActivate:
                AddLinear(network, layer, graph);
                AddNormalization(network, layer, graph);
                AddResidual(layer, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddDropout(layer, graph);
                break;
            case LayerOrder.ActivateLinearAdd:
                AddNormalization(network, layer, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddLinear(network, layer, graph);
                AddDropout(layer, graph);
                AddResidual(layer, graph);
                break;
            case LayerOrder.LinearActivateNormalize:
                AddLinear(network, layer, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddNormalization(network, layer, graph);
                AddDropout(layer, graph);
                AddResidual(layer, graph);
                break;
            case LayerOrder.LinearActivateAddNormalize:
                AddLinear(network, layer, graph);
                graph.Add(new Activate(layer, layer.Phi));
                AddDropout(layer, graph);
                AddResidual(layer, graph);
                AddNormalization(network, layer, graph);
                break;
            default:
                throw new InvalidEnumArgumentException(nameof(layer), (int)layer.Order, typeof(LayerOrder));
        }
    }

    private static void AddLinear(NetworkSpec network, LayerSpec layer, Graph graph) => graph.Add(new MatMul(layer, layer.FanIn, layer.FanOut, layer.HasBias)
    {
        HasVainBiases = layer.HasBias && ((layer.BatchNormalization && layer.NormalizesSums) || network.IsNormalizedAfter(layer)),
    });

    private static void AddNormalization(NetworkSpec network, LayerSpec layer, Graph graph)
    {
        if (layer.NormalizesRows) graph.Add(new NormalizeRows(layer));
        if (layer.BatchNormalization) graph.Add(new Normalize(layer) { HasVainBeta = !layer.ActivatesInputs && network.IsNormalizedAfter(layer) });
    }

    private static void AddDropout(LayerSpec layer, Graph graph)
    {
        if (layer.Dropout > 0) graph.Add(new Drop(layer));
    }

    private static void AddResidual(LayerSpec layer, Graph graph)
    {
        if (layer.ResidualSpan == 0) return;
        int through = graph.Last;
        int around = graph.InputOf(layer.Index - layer.ResidualSpan + 1);
        if (layer.ProjectedInputs > 0)
        {
            graph.Add(new MatMul(layer, layer.ProjectedInputs, layer.FanOut, HasBias: false) { Weights = TensorRole.Projection }, around);
            around = graph.Last;
        }

        graph.Add(new Sum(layer), through, around);
    }
}
