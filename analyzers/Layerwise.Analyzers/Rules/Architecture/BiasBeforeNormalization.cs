using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>LW3008: a bias that batch normalization takes away at once.</summary>
internal sealed class BiasBeforeNormalization : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3008",
        DiagnosticSeverity.Info,
        "A bias before batch normalization has no effect",
        "{0}: batch normalization subtracts the mean, and with it every bias, so the biases do nothing (its β does their work); write Bias = false",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.Spec.Layers)
        {
            if (!layer.BatchNormalization || !layer.NormalizesSums || !layer.HasBias) continue;

            bool isWritten = network.Arguments(layer).Has("Bias");
            network.Report(Rule, layer, isWritten ? "Bias" : "BatchNormalization", Repair.Set("Bias", "false").Without("BiasValue", "BiasInit"));
        }
    }
}
