using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Windows;

/// <summary>LW3026: sums of a convolution that go into a pooling layer as they are, and from there into the next weights.</summary>
internal sealed class PoolingWithoutActivation : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3026",
        DiagnosticSeverity.Warning,
        "No activation before pooling",
        "{0}: Identity hands its sums to layer {1}, {2}; write Relu",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            if (layer.MovingWindows is null || !layer.Traits.IsLinear || layer.Order != LayerOrder.LinearActivateAdd || layer.ResidualSpan > 0) continue;
            if (network.Spec.OnlyReaderOf(layer) is not { HasWeights: false, Window: { } window } pooling) continue;
            LayerSpec? next = network.Spec.OnlyReaderOf(pooling);
            while (next is { HasWeights: false }) next = network.Spec.OnlyReaderOf(next);
            if (next is null || next.ActivatesInputs) continue;

            // The largest of some sums is no linear function of them; their mean is one, and a product of it is a product of the inputs.
            network.Report(
                window.IsMax ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
                Rule,
                layer,
                "activation",
                ActivationChange.To(network, layer, Activation.Relu),
                pooling.Number,
                window.IsMax ? "where nothing but the choice of the largest bends them" : $"whose mean of them is linear, so what layer {next.Number} computes is one linear map of what layer {layer.Number} gets");
        }
    }
}
