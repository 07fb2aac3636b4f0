using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>LW3002: a softmax with nothing to share its total with.</summary>
internal sealed class SoftmaxOverOneOutput : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3002",
        DiagnosticSeverity.Warning,
        "Softmax over one output is a constant",
        "{0}: {1} over one output is always {2}, so its gradient is 0 and nothing is learned. Use {3}, or one output for each class.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <summary>Whether the rule speaks of this output, which leaves others nothing to add about its loss.</summary>
    public static bool Applies(LayerSpec last) => last is { IsRowwise: true, AnswerWidth: 1 };

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (DeclaredOutput output in network.Outputs) Check(network, output);
    }

    private static void Check(DeclaredNetwork network, DeclaredOutput output)
    {
        LayerSpec last = output.Last;
        if (!Applies(last)) return;

        int constant = last.Traits.GivesLogarithms ? 0 : 1;
        (string remedy, Repair repair) = output.Loss.Traits.Outputs switch
        {
            AnswerKind.Distribution when output.LossLocation is not null =>
                ("Sigmoid with BinaryCrossEntropy for one probability", Probability().And(LossChange.To(network, output, Loss.BinaryCrossEntropy))),
            AnswerKind.Distribution =>
                ("Sigmoid for one probability", Probability().And(LossChange.FollowedTo(output, Loss.BinaryCrossEntropy))),
            AnswerKind.Share => ("Sigmoid for one probability", Probability()),
            AnswerKind.Number or AnswerKind.Logit or AnswerKind.Score => ("Identity for one number", ActivationChange.To(network, last, Activation.Identity)),
            var outputs => throw new InvalidOperationException($"Nothing is known of {outputs}."),
        };
        network.Report(Rule, last, "activation", repair, last.Activation, constant, remedy);

        Repair Probability() => ActivationChange.To(network, last, Activation.Sigmoid);
    }
}
