using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>
/// What the rules about a scheme that does not suit the activation have in common: they look at the variance that it really gives on this
/// layer, and say what it costs this network.
/// </summary>
internal abstract class UnsuitableInitializer : INetworkRule
{
    /// <inheritdoc/>
    public abstract ImmutableArray<DiagnosticDescriptor> Diagnostics { get; }

    /// <summary>Whether initializer and activation are the rule's.</summary>
    protected abstract bool Concerns(LayerSpec layer);

    /// <summary>What the message has placeholders for.</summary>
    /// <param name="layer">The layer as declared.</param>
    /// <param name="suitable">The layer with the initializer that suits it.</param>
    /// <param name="outlook">What such layers cost the network, which ends the message.</param>
    protected abstract object[] Describe(LayerSpec layer, LayerSpec suitable, string outlook);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        Outlook? outlook = null;
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            if (!IsMismatch(layer)) continue;

            outlook ??= Outlook.Of(network.Spec, Repaired);
            LayerSpec suitable = SuitableInitializer.Apply(layer);
            network.Report(
                MismatchSeverity.Of(network, layer, "init"),
                Diagnostics[0],
                layer,
                "init",
                outlook.IsRepairHarmful ? Repair.None : SuitableInitializer.Repair(network, layer),
                Describe(layer, suitable, outlook.Text));
        }
    }

    private LayerSpec Repaired(LayerSpec layer) => IsMismatch(layer) ? SuitableInitializer.Apply(layer) : layer;

    private bool IsMismatch(LayerSpec layer) =>
        !layer.TakesAnyScale
        && Concerns(layer)
        && !SuitableInitializer.Suits(layer);
}
