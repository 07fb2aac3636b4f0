using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.HiddenLayers;

/// <summary>LW3019: activations behind the sums of residual connections, each of which stands in the way of what goes around.</summary>
internal sealed class ActivationOnConnection : INetworkRule
{
    // ResNet-50 has 16 and learns; of 54 and more, He et al. (2016, "Identity mappings", table 3 and figure 6) find that those without learn better.
    private const int Harmless = 16;

    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3019",
        DiagnosticSeverity.Info,
        "An activation stands in the way of a residual connection",
        "{0}: {1} behind the sum {2}, so signal and gradient have no clear way around the layers; write Order = LayerOrder.ActivateLinearAdd",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        LayerSpec[] behind = [.. network.HiddenLayers.Where(static layer => layer is { ResidualSpan: > 0, Order: LayerOrder.LinearAddActivate })];
        foreach (LayerSpec layer in behind)
        {
            string? harm = layer.Traits.IsSaturating ? "lets only a part of the slope through"
                : layer.Traits.TurnsOff && behind.Length > Harmless ? $"cuts what is negative, at {behind.Length} layers"
                : null;
            if (harm is null) continue;

            // A block of several layers changes as a whole.
            Repair repair = layer.ResidualSpan == 1 ? Repair.Set(nameof(LayerAttribute.Order), "LayerOrder.ActivateLinearAdd") : Repair.None;
            network.Report(Rule, layer, nameof(LayerAttribute.Order), repair, layer.ActivationName, harm);
        }
    }
}
