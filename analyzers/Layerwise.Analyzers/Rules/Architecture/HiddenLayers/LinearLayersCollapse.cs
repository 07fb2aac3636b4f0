using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Forecast;
using Layerwise.Analyzers.Rules.Initialization;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.HiddenLayers;

/// <summary>LW3007: linear layers that could be one with the layer after them.</summary>
internal sealed class LinearLayersCollapse : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3007",
        DiagnosticSeverity.Warning,
        "A linear layer adds nothing to the layer after it",
        "Layers {0}: with {5} between them, {1} weights compute only what the {2} weights of one {3}×{4} layer compute, and learn it more slowly. Merge them, or {6}.");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LinearChain chain in LinearChain.Redundant(network.Spec))
        {
            network.Report(
                Rule,
                network.Arguments(chain.First).LocationOf("activation"),
                Merge(network, chain),
                MessageText.Span(chain.First.Number, chain.Last.Number),
                chain.Layers.Sum(static layer => (long)layer.WeightCount),
                (long)chain.First.FanIn * chain.Last.FanOut,
                chain.First.FanIn,
                chain.Last.FanOut,
                chain.ActivatesInputs ? "no activation" : "Identity",
                chain.ActivatesInputs ? $"let layer {chain.Last.Number} activate its inputs too" : "use an activation such as Relu");
        }
    }

    private static Repair Merge(DeclaredNetwork network, LinearChain chain)
    {
        // A line that stands for several layers can't be merged without the others. What the first one does to its inputs would go with its line.
        if (chain.ActivatesInputs || chain.Layers.Any(layer => network.Arguments(layer).Repeat > 1)) return Repair.None;

        // The last layer keeps its initializer, which may suit only its own sizes; the diagonal of one that is not square leaves inputs or units out.
        if (chain.Last.Distribution.Shape == WeightShape.Identity && chain.First.FanIn != chain.Last.FanOut) return Repair.None;
        bool suitsMerged = SuitableInitializer.Suits(chain.Last with { FanIn = chain.First.FanIn });
        if (!network.Spec.IsOutput(chain.Last) && SuitableInitializer.Suits(chain.Last) && !suitsMerged) return Repair.None;
        if (Symptoms.AreAddedBy(network.Spec, chain.MergedIn(network.Spec))) return Repair.None;

        Location fanIn = network.Arguments(chain.First).LocationOf("fanIn");
        return fanIn.SourceTree is { } tree
            ? Repair.Merge(
                network.Arguments(chain.Last).LocationOf("fanIn"),
                tree.GetText().ToString(fanIn.SourceSpan),
                chain.Layers.Skip(1).Take(chain.Layers.Length - 2).Select(layer => network.Arguments(layer).Location))
            : Repair.None;
    }
}
