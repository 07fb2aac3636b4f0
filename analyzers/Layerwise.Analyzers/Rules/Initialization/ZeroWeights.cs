using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2005: weights that are all 0.</summary>
internal sealed class ZeroWeights : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2005",
        DiagnosticSeverity.Warning,
        "All weights are zero",
        "{0}: with weights of 0, {1}. Use {2}.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <summary>Whether every weight of the layer is 0.</summary>
    public static bool IsZero(LayerSpec layer) => layer.Distribution is { Mean: 0, Variance: 0 };

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        NetworkSpec spec = network.Spec;
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            if (!IsZero(layer)) continue;

            // A single layer under its loss is convex: every start leads to the same minimum, and 0 is the unbiased one.
            if (spec.Layers.Count == 1 && OutputIsConvex(layer)) continue;

            // A connection around it carries everything, and what is added grows from 0 (Zhang et al. 2019), unless its slope there is 0.
            if (layer.ResidualSpan > 0 && !(layer.Order is LayerOrder.LinearActivateAdd or LayerOrder.LinearActivateAddNormalize && IsDead(layer))) continue;

            Init suitable = SuitableInitializer.For(layer);
            bool isHidden = !spec.IsOutput(layer);
            string argument = network.Arguments(layer).Has("InitScale") ? "InitScale" : "init";

            // Batch normalization leaves 0 what is 0, and a rectifier's slope there is 0.
            network.Report(
                isHidden && IsDead(layer) ? DiagnosticSeverity.Warning : MismatchSeverity.Of(network, layer, argument),
                Rule,
                layer,
                argument,
                SuitableInitializer.Repair(network, layer),
                isHidden ? HarmOfHidden(layer) : HarmOfOutput(spec),
                suitable);
        }
    }

    private static bool OutputIsConvex(LayerSpec layer) => layer.Traits.IsLinear || layer.Traits.CollapsesWith.Count > 0;

    private static bool IsDead(LayerSpec layer) =>
        layer.Traits.TurnsOff && !layer.ActivatesInputs && ((layer.BiasValue <= 0 && layer.BiasInit == BiasInit.Constant) || layer.NormalizesSums);

    private static string HarmOfHidden(LayerSpec layer) =>
        IsDead(layer)
            ? $"every {layer.Activation} is off for every input and has slope 0, so nothing in this layer or before it ever changes"
            : $"{(layer.Units == 1 ? "its unit gives" : $"all {layer.Units} units give")} the same number for every input, and the layers before get no gradient";

    // The usual end of a policy network: every action is equally likely at first.
    private static string HarmOfOutput(NetworkSpec spec) => spec.Layers.Count == 1
        ? "every output starts the same for every input"
        : "every output starts the same for every input, and the layers before get no gradient in the first step (common where a policy must start undecided)";
}
