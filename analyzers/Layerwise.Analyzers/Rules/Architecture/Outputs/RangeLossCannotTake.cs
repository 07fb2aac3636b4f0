using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>LW3005: outputs outside the numbers that the loss is defined for, or that never come to its targets.</summary>
internal sealed class RangeLossCannotTake : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3005",
        DiagnosticSeverity.Warning,
        "The loss cannot use the outputs of the last activation",
        "{0}: {1} gives numbers in {2}, but {3} {4}; use {5}",
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
        AnswerKind outputs = output.Loss.Traits.Outputs;
        if (last.Range is not { } range || output.LossLocation is not { } location || CanTake(outputs, range)) return;

        (string remedy, Repair repair) = (outputs, last) switch
        {
            (AnswerKind.Distribution, { EndsInActivation: false, AnswerWidth: > 1 }) =>
                ("a [Layer] with Softmax behind it", Repair.None),
            (AnswerKind.Logit, _) when last.OutputTraits.CollapsesWith.Contains(Loss.BinaryCrossEntropy) =>
                ("BinaryCrossEntropy", LossChange.To(network, output, Loss.BinaryCrossEntropy)),
            (AnswerKind.Logit or AnswerKind.Score, _) =>
                ("Identity", ActivationChange.To(network, last, Activation.Identity)),
            (AnswerKind.Share, { OutputTraits.IsLinear: true }) or (_, { OutputTraits.IsLinear: true, AnswerWidth: 1 }) =>
                ("BinaryCrossEntropyWithLogits", LossChange.To(network, output, Loss.BinaryCrossEntropyWithLogits)),
            (AnswerKind.Share, _) =>
                ("Sigmoid", ActivationChange.To(network, last, Activation.Sigmoid)),
            (_, { AnswerWidth: 1 }) =>
                ("Sigmoid with BinaryCrossEntropy", ActivationChange.To(network, last, Activation.Sigmoid).And(LossChange.To(network, output, Loss.BinaryCrossEntropy))),
            _ =>
                ("Softmax", ActivationChange.To(network, last, Activation.Softmax)),
        };
        network.Report(Rule, location, repair, output.Subject, last.EndsInActivation ? last.Activation : "a sum", MessageText.Of(range), output.Loss.Kind, Demand(outputs), remedy);
    }

    /// <summary>Whether a loss has a meaning for outputs of a range. Those with the range of probabilities that share no total have a rule of their own, <see cref="SigmoidWithCrossEntropy"/>.</summary>
    public static bool CanTake(AnswerKind outputs, ValueRange range) => outputs switch
    {
        AnswerKind.Share or AnswerKind.Distribution => range.IsUnitInterval,
        AnswerKind.Logit => range.IsUnbounded,
        AnswerKind.Score => range.ReachesBothSigns,
        AnswerKind.Number => true,
        _ => throw new InvalidOperationException($"Nothing is known of {outputs}."),
    };

    private static string Demand(AnswerKind outputs) => outputs switch
    {
        AnswerKind.Share => "takes the logarithms of a and 1 − a and needs each output a between 0 and 1",
        AnswerKind.Logit => "applies a sigmoid itself and needs outputs of any size and sign",
        AnswerKind.Score => "needs a score of at least 1 for one class and at most -1 for the other",
        AnswerKind.Distribution => "takes their logarithms and needs probabilities that add up to 1",
        _ => throw new InvalidOperationException($"{outputs} takes every number."),
    };
}
