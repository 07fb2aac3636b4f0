using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Recurrence;

/// <summary>LW3028: weights of 0 for what a recurrent layer remembers.</summary>
internal sealed class RecurrentZeros : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3028",
        DiagnosticSeverity.Warning,
        "Recurrent weights are zero",
        "{0}: with recurrent weights of 0 {1}. Use Init.Orthogonal, which carries on what is remembered in its full length.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            if (layer.Recurrence is not { WeightVariance: 0, WeightMean: 0, Diagonal: null }) continue;

            // Gates keep something without them.
            bool isPlain = layer.Kind == LayerKind.Rnn;
            string kept = network.Spec.Predict().Layers[layer.Index].OverTime?.StepsUntilVanished is { } gone
                ? $"no unit knows of another one's past, and what its gate keeps leaves less than 10⁻⁴ of the gradient after {MessageText.Count(gone, "step")}"
                : "no unit knows of another one's past";
            network.Report(
                isPlain ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                Rule,
                layer,
                "RecurrentInit",
                Repair.Set("RecurrentInit", "Init.Orthogonal"),
                isPlain ? "nothing is remembered, and no gradient comes back from one step to the one before" : kept);
        }
    }
}
