using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Recurrence;

/// <summary>LW3029: an LSTM over long sequences that begins by forgetting half of what it holds with each step.</summary>
internal sealed class ClosedForgetGate : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3029",
        DiagnosticSeverity.Info,
        "A forget bias of 0 in long sequences",
        "{0}: with a forget bias of {1} the cell keeps {2} of what it holds with each step, and less than 10⁻⁴ of the gradient is left after {3} of {4} steps. With 1 it would be after {5}.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            if (layer is not { Kind: LayerKind.Lstm, Recurrence: { ForgetBias: <= 0 } recurrence }) continue;
            if (network.Spec.Predict().Layers[layer.Index].OverTime is not { GateFactor: { } kept, StepsUntilVanished: { } gone } || gone >= layer.Steps) continue;
            if (Predictions.OverTime(network.Spec, layer, layer.Kind, recurrence with { ForgetBias = 1 }) is not { } usual || usual.StepsUntilVanished <= gone) continue;
            network.Report(
                Rule,
                layer,
                nameof(LstmAttribute.ForgetBias),
                Repair.Remove(),
                NumberText.Rounded(recurrence.ForgetBias),
                NumberText.Rounded(kept),
                gone,
                layer.Steps,
                usual.StepsUntilVanished is { } later ? MessageText.Count(later, "step") : "more than anyone looked at");
        }
    }
}
