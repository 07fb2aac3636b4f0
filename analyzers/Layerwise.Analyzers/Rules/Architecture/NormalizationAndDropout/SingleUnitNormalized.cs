using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.NormalizationAndDropout;

/// <summary>LW3018: a normalization over a single number, which leaves nothing of it, or its sign.</summary>
internal sealed class SingleUnitNormalized : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3018",
        DiagnosticSeverity.Warning,
        "A normalization over a single unit",
        "{0}: {1} over one {2} leaves {3}; remove it",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.Spec.Layers)
        {
            if (!layer.NormalizesSamples || layer.NormalizedTogether != 1) continue;

            // x − mean(x) of one number is 0, and x/√x² is 1 or −1.
            string option = NormalizationOption.Of(layer);
            string what = layer.NormalizedGroups > 0 ? "number, as groups of this layer have it," : "unit";
            network.Report(Rule, layer, option, Repair.Remove(), option, what, layer.RmsNormalization ? "its sign" : "its β, whatever the inputs");
        }
    }
}
