using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.HiddenLayers;

/// <summary>LW3014: a hidden layer of one unit.</summary>
internal sealed class HiddenWidthOfOne : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3014",
        DiagnosticSeverity.Warning,
        "A hidden layer has one unit",
        "{0}: all that the next layer learns about {1} is one number{2}. Make the layer wider.");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            // From one input there is nothing to lose, except where the activation is flat. Softmax over one unit has its own rule.
            bool isFlat = !layer.ActivatesInputs
                && layer.Traits.Curve?.Invoke(layer.Slope) is { } curve
                && !(double.IsInfinity(curve.FlatBelow) && double.IsInfinity(curve.FlatAbove));
            if (layer.AnswerWidth != 1 || (layer.InputWidth == 1 && !isFlat) || layer.IsRowwise) continue;

            // A projection on one direction is a model of its own (a single-index model); behind a Relu half of the line is lost too.
            bool isProjection = layer.ActivatesInputs || layer.Traits.IsLinear;
            network.Report(
                isProjection ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
                Rule,
                layer,
                layer.Recurrence is not null ? "units" : layer.MovingWindows is null ? "fanOut" : "filters",
                Repair.None,
                (layer.InputWidth == 1 ? "the one input" : MessageText.Count(layer.InputWidth, "input")) + (layer.Steps > 0 ? " of a step" : ""),
                isFlat ? $", and nothing at all where {layer.ActivationName} is flat" : "");
        }
    }
}
