using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.HiddenLayers;

/// <summary>LW3001: a softmax between two layers.</summary>
internal sealed class HiddenSoftmax : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3001",
        DiagnosticSeverity.Warning,
        "Softmax in a hidden layer",
        "{0}: {1} {2}. Use Relu, and keep {1} for the last layer.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            if (!layer.Traits.IsRowwise) continue;
            network.Report(Rule, layer, "activation", ActivationChange.To(network, layer, Activation.Relu), layer.Activation, Harm(layer));
        }
    }

    private static string Harm(LayerSpec layer) => (layer.Traits.GivesLogarithms, layer.ActivatesInputs ? layer.Input.Channels : layer.Units) switch
    {
        (false, 1) => $"over one {Unit(layer)} is always 1, so nothing passes through this layer",
        (true, 1) => $"over one {Unit(layer)} is always 0, so nothing passes through this layer",
        (false, int count) => $"makes the {MessageText.Of(count)} {Units(layer)} add up to 1, so each passes on about 1/{MessageText.Of(count)}, and the gradient shrinks as much",
        (true, int count) => $"makes the {MessageText.Of(count)} {Units(layer)} logarithms of shares of 1, so none of them is ever positive and none is independent of the others",
    };

    private static string Unit(LayerSpec layer) => layer.ActivatesInputs ? "input" : "unit";

    private static string Units(LayerSpec layer) => layer.ActivatesInputs ? "inputs" : "hidden units";
}
