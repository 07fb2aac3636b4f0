using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Parsing;

namespace Layerwise.Generator.Layers.Recurrent;

/// <summary>[Gru], [Lstm] and [Rnn]: the products of all steps with the weights of the inputs, and one step after the other behind them.</summary>
/// <param name="kind">Which of them.</param>
internal sealed class RecurrentKind(LayerKind kind) : ILayerKind
{
    /// <inheritdoc/>
    public IReadOnlyList<string> AttributeNames { get; } = [$"Layerwise.{kind}Attribute"];

    /// <inheritdoc/>
    public string InputParameter => "inputs";

    /// <inheritdoc/>
    public string OutputParameter => "units";

    /// <inheritdoc/>
    public LayerKind Kind => kind;

    /// <inheritdoc/>
    public bool IsRecurrent => true;

    /// <inheritdoc/>
    public bool MixesSteps => false;

    /// <inheritdoc/>
    public Parsed<LayerSpec> Parse(LayerSource source, ParseScope scope) => RecurrentParser.Parse(kind, source, scope);

    /// <inheritdoc/>
    public void Lower(NetworkSpec network, LayerSpec layer, Graph graph)
    {
        var recurrent = (RecurrentSpec)layer;
        int around = graph.Last;
        graph.Add(new MatMul(layer, layer.FanIn, recurrent.Gates * layer.FanOut, HasBias: true) { IsPointwise = layer.Steps > 0 });
        graph.Add(new Recur(layer, kind, layer.FanIn, layer.FanOut, recurrent.Gates, layer.Steps) { ResetsFirst = !recurrent.ResetAfter });
        if (recurrent.LastStepOnly && layer.Steps > 0) graph.Add(new TakeLast(layer, layer.Steps));
        if (layer.Dropout > 0) graph.Add(new Drop(layer));
        if (layer.ResidualSpan > 0) graph.Add(new Sum(layer), graph.Last, around);
    }
}
