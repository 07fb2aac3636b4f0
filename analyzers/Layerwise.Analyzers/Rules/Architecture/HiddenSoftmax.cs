using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>LW3001: a softmax between two layers.</summary>
internal sealed class HiddenSoftmax : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3001",
        DiagnosticSeverity.Warning,
        "Softmax in a hidden layer",
        "Layer {0}: {1} makes the {2} hidden units share one total, so that layer {3} sees about 1/{2} from each and a gradient that shrinks as much; use Relu, and keep {1} for the last layer");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            if (!layer.IsRowwise) continue;
            network.Report(Rule, layer, "activation", ActivationChange.To(network, layer, Activation.Relu), layer.Number, layer.Activation, layer.FanOut, layer.Number + 1);
        }
    }
}
