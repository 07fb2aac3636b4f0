using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>LW3006: a regression whose outputs cannot come to every target.</summary>
internal sealed class RegressionOutputCut : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3006",
        DiagnosticSeverity.Info,
        "A regression output cannot reach every target",
        "{0}: {1} gives only numbers in {2}, so a target outside is never reached{3}. Use Identity{4}.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (DeclaredOutput output in network.Outputs) Check(network, output);
    }

    private static void Check(DeclaredNetwork network, DeclaredOutput output)
    {
        LayerSpec last = output.Last;
        if (!output.Loss.Traits.IsRegression || last.Range is not { IsUnbounded: false } range) return;

        Repair repair = ActivationChange.To(network, last, Activation.Identity);
        network.Report(Rule, last, "activation", repair, last.Activation, MessageText.Of(range), Deaf(last), Alternative(range));
    }

    // Nothing comes back from where φ′ is exactly 0: if all inputs lead there, no step changes that.
    private static string Deaf(LayerSpec last) =>
        FlatEnds.Of(last) is { } where ? $", and an output whose sum is {where} for every input has no gradient and never learns" : "";

    // From 0 on, a softplus reaches the same targets and has a slope everywhere.
    private static string Alternative(ValueRange range) =>
        range is { Low: 0, ReachesLow: true, High: double.PositiveInfinity } ? ", or Softplus if no target is negative" : ", unless every target lies inside";
}
