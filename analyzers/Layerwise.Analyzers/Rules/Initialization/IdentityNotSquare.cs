using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2013: a diagonal that doesn't reach every input or every unit.</summary>
internal sealed class IdentityNotSquare : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2013",
        DiagnosticSeverity.Warning,
        "Identity on a layer that is not square",
        "{0}: the diagonal of {1}×{2} weights {3}. Use {4}.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            if (layer.Distribution.Shape != WeightShape.Identity || layer.Input.Channels == layer.Units) continue;
            int lost = Math.Abs(layer.Input.Channels - layer.Units);
            network.Report(
                Rule,
                layer,
                "init",
                ToOrthogonal(network, layer),
                layer.Input.Channels,
                layer.Units,
                layer.Input.Channels > layer.Units
                    ? $"passes on {MessageText.Count(layer.Units, "input")} and nothing of the other {MessageText.Of(lost)}"
                    : $"leaves {MessageText.Count(lost, "unit")} without any input{(lost == 1 ? "" : ", so they start as copies of each other")}",
                nameof(Init.Orthogonal));
        }
    }

    // The diagonal hands a rectifier what one before has let through; a mixture of all inputs it holds half of back.
    private static Repair ToOrthogonal(DeclaredNetwork network, LayerSpec layer)
    {
        var change = Repair.ChangeTo(Init.Orthogonal);
        return layer.Traits.IsRectifier && !layer.TakesAnyScale
            ? change.And(Repair.Set("Gain", UnsuitableGain.Remedy(layer with { Init = layer.Init with { Kind = Init.Orthogonal } }), network.Arguments(layer).Location))
            : change;
    }
}
