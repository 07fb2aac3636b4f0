using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Initialization;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.HiddenLayers;

/// <summary>LW3015: a leaky rectifier that rectifies nothing.</summary>
internal sealed class SlopeOfOneOrMore : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3015",
        DiagnosticSeverity.Warning,
        "A slope of 1 or more does not rectify",
        "{0}: with a slope of {1}, {2}. Write a slope below 1; {3} is usual.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.Spec.Layers)
        {
            if (layer.Traits.Slope is not (SlopeRole.Negative or SlopeRole.Learned) || layer.Slope < 1) continue;

            // A learned slope leaves where it starts; linear outputs are what many networks want.
            bool isLasting = !layer.Traits.HasLearnedSlope && !network.Spec.IsOutput(layer);
            network.Report(
                isLasting ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                Rule,
                layer,
                "Slope",
                SuitableInitializer.Follow(network, layer, Repair.Remove(network.Arguments(layer).LocationOf("Slope")), layer with { Slope = layer.Traits.DefaultSlope }),
                layer.Slope,
                Harm(layer),
                layer.Traits.DefaultSlope);
        }
    }

    private static string Harm(LayerSpec layer)
    {
        string begins = layer.Traits.HasLearnedSlope ? "starts" : "is";
        return layer.Slope == 1
            ? $"{layer.Activation} hands every number on unchanged, so the layer {begins} linear"
            : $"{layer.Activation} multiplies negative numbers and passes positive ones, the reverse of a rectifier";
    }
}
