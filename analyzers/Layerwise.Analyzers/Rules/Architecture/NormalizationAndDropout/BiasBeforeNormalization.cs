using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.NormalizationAndDropout;

/// <summary>LW3008: a bias that a normalization takes away at once, because it subtracts the mean of each unit by itself.</summary>
internal sealed class BiasBeforeNormalization : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3008",
        DiagnosticSeverity.Info,
        "A bias before batch normalization has no effect",
        "{0}: {1} subtracts the mean, and with it every bias, so the biases do nothing (its β does their work); write Bias = false",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.Spec.Layers)
        {
            bool isOfEach = layer.BatchNormalization || layer.NormalizedGroups == layer.Units;
            if (!isOfEach || !layer.NormalizesSums || !layer.HasBias) continue;

            string option = network.Arguments(layer).Has("Bias") ? "Bias" : layer.BatchNormalization ? nameof(LayerAttribute.BatchNormalization) : NormalizationOption.Of(layer);
            string what = layer.BatchNormalization ? "batch normalization" : "a normalization of each channel by itself";
            network.Report(Rule, layer, option, Repair.Set("Bias", "false").Without("BiasValue", "BiasInit"), what);
        }
    }
}
