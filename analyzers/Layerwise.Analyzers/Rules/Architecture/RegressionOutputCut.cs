using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>LW3006: a regression whose outputs cannot come to every target.</summary>
internal sealed class RegressionOutputCut : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3006",
        DiagnosticSeverity.Info,
        "A regression output cannot reach every target",
        "Layer {0}: {1} gives only numbers in {2}, so {3} never comes to 0 for a target outside of them; use Identity, unless every target lies there");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        LayerSpec last = network.Spec.Last;
        Loss loss = network.Spec.Loss.Kind;
        if (loss is not (Loss.MeanSquaredError or Loss.MeanAbsoluteError or Loss.Huber or Loss.SmoothL1)) return;
        if (OutputRange.Of(last) is not { IsUnbounded: false } range) return;

        network.Report(Rule, last, "activation", Repair.ChangeTo(Activation.Identity), last.Number, last.Activation, range.Text, loss);
    }
}
