using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.NormalizationAndDropout;

/// <summary>LW3012: plain dropout where SELU keeps mean and variance.</summary>
internal sealed class DropoutAfterSelu : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3012",
        DiagnosticSeverity.Warning,
        "Dropout after Selu breaks its normalization",
        "{0}: Selu keeps its outputs at mean 0 and variance 1, but a dropout of {1} makes the variance {2}; remove the dropout, or use Relu",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <summary>Whether a layer drops what Selu gives: with neither its weights nor a normalization between the two.</summary>
    public static bool Concerns(LayerSpec layer) =>
        layer is { Dropout: > 0, Traits.IsSelfNormalizing: true, ActivatesInputs: false }
        && !(layer.Order == LayerOrder.LinearActivateNormalize && (layer.BatchNormalization || layer.NormalizesSamples));

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            if (!Concerns(layer)) continue;
            network.Report(
                Rule, layer, "Dropout", Repair.Remove(), NumberText.Rounded(layer.Dropout), NumberText.Rounded(1 / (1 - layer.Dropout)));
        }
    }
}
