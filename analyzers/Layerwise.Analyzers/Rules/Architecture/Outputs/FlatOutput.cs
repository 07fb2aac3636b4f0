using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>LW3016: yes-or-no outputs that have no gradient where they are surest, right or wrong. Of regressions <see cref="RegressionOutputCut"/> says so.</summary>
internal sealed class FlatOutput : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3016",
        DiagnosticSeverity.Warning,
        "A yes-or-no output has no gradient where it is surest",
        "{0}: {1} is flat {2}, so an output there has no gradient, and {3} cannot correct it where it is wrong. Use {4}.",
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
        LossTraits loss = output.Loss.Traits;
        if (!loss.IsYesOrNo || FlatEnds.Of(last) is not { } where || last.Range is not { } range || !RangeLossCannotTake.CanTake(loss.Outputs, range)) return;

        // The same range with a slope everywhere, or the sum itself.
        Activation smooth = loss.Outputs == AnswerKind.Share ? Activation.Sigmoid : Activation.Identity;
        network.Report(Rule, last, "activation", ActivationChange.To(network, last, smooth), last.Activation, where, loss.Loss, smooth);
    }
}
