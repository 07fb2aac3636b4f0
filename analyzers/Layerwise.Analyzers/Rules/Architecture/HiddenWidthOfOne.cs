using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>LW3014: a hidden layer of one unit.</summary>
internal sealed class HiddenWidthOfOne : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3014",
        DiagnosticSeverity.Warning,
        "A hidden layer has one unit",
        "Layer {0}: all that layer {1} learns of {2} inputs is one number{3}; make the layer wider");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            // From one input there is nothing to lose, and softmax over one unit has its own rule.
            if (layer.FanOut != 1 || layer.FanIn == 1 || layer.IsRowwise) continue;

            // A projection on one direction is a model of its own (a single-index model); behind a Relu half of the line is lost too.
            bool isProjection = layer.Activation == Activation.Identity;
            network.Report(
                isProjection ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
                Rule,
                layer,
                "fanOut",
                Repair.None,
                layer.Number,
                layer.Number + 1,
                layer.FanIn,
                layer.Activation is Activation.Relu or Activation.Relu6 ? ", and nothing at all where the one unit is off" : "");
        }
    }
}
