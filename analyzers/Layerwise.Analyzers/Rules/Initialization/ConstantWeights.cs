using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2006: weights that are all the same number, so that the units are copies of each other.</summary>
internal sealed class ConstantWeights : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2006",
        DiagnosticSeverity.Warning,
        "Constant weights make all units the same",
        "{0}: with every weight {1}, all {2} units compute the same number{3}. Use {4}.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        NetworkSpec spec = network.Spec;
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            // One unit has no other to be the same as, and outputs get different targets.
            if (layer.Distribution.Shape != WeightShape.Constant || ZeroWeights.IsZero(layer) || layer.Units == 1) continue;
            bool isHidden = !spec.IsOutput(layer);
            if (!isHidden && spec.Layers.Count == 1) continue;

            // Copies for ever are copies under batch normalization too.
            bool isForEver = isHidden && StaysEqual(spec, layer);
            network.Report(
                isForEver ? DiagnosticSeverity.Warning : MismatchSeverity.Of(network, layer, "init"),
                Rule,
                layer,
                "init",
                SuitableInitializer.Repair(network, layer),
                layer.Init.Scale,
                layer.Units,
                isForEver ? " and get the same gradient, so the layer stays one unit whatever its width"
                    : isHidden ? ", so the layer starts as one unit whatever its width"
                    : " at first",
                SuitableInitializer.For(layer));
        }
    }

    // Units stay equal for ever if what goes out of them is equal too: then so is each of their gradients.
    private static bool StaysEqual(NetworkSpec spec, LayerSpec layer) =>
        spec.OnlyReaderOf(layer) is { Distribution.Shape: WeightShape.Constant };
}
