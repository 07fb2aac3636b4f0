using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>LW3007: two linear layers in a row, which one could replace.</summary>
internal sealed class LinearLayersCollapse : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3007",
        DiagnosticSeverity.Warning,
        "Two linear layers in a row are one",
        "Layers {0} and {1}: with Identity between them, {2}×{3} and {3}×{4} weights compute what one layer of {2}×{4} computes; {5}");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            LayerSpec next = network.Spec.Layers[layer.Index + 1];
            if (!Collapse(layer, next)) continue;

            // A product of rank fanOut is a model of its own, and has fewer parameters where the bottleneck is real.
            bool isBottleneck = layer.FanOut < Math.Min(layer.FanIn, next.FanOut);
            network.Report(
                isBottleneck ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
                Rule,
                layer,
                "activation",
                isBottleneck ? Repair.None : Merge(network, layer, next),
                layer.Number,
                next.Number,
                layer.FanIn,
                layer.FanOut,
                next.FanOut,
                isBottleneck ? $"keep them if a matrix of rank {layer.FanOut} is what you want" : "merge them, or put an activation such as Relu between them");
        }
    }

    private static Repair Merge(DeclaredNetwork network, LayerSpec layer, LayerSpec next)
    {
        Location fanIn = network.Arguments(layer).LocationOf("fanIn");
        return fanIn.SourceTree is { } tree
            ? Repair.Merge(network.Arguments(next).LocationOf("fanIn"), tree.GetText().ToString(fanIn.SourceSpan))
            : Repair.None;
    }

    // Statistics of a batch and dropped units stand in the way.
    private static bool Collapse(LayerSpec layer, LayerSpec next) =>
        layer is { Activation: Activation.Identity, BatchNormalization: false, Dropout: 0 }
        && next is { Activation: Activation.Identity, BatchNormalization: false };
}
