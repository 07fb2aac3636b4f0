using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>LW3003: outputs that are one distribution, with a loss that looks at each of them alone.</summary>
internal sealed class SoftmaxWithSeparateLoss : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3003",
        DiagnosticSeverity.Warning,
        "Softmax with a loss that takes its outputs one by one",
        "{0}: {1} makes the {2} outputs one probability distribution, but {3} {4}. Use CrossEntropy.",
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
        Loss loss = output.Loss.Kind;
        if (!last.IsRowwise || SoftmaxOverOneOutput.Applies(last)) return;
        if (output.Loss.Traits.IsOverClasses || output.LossLocation is not { } location) return;

        string harm = Harm(last.Traits.GivesLogarithms, output.Loss.Traits.Outputs);
        network.Report(Rule, location, LossChange.To(network, output, Loss.CrossEntropy), output.Subject, last.Activation, last.AnswerWidth, loss, harm);
    }

    // The derivative of a softmax has the factor p·(1 − p), which only a logarithm's 1/p cancels.
    private static string Harm(bool ofLogarithms, AnswerKind outputs) => (ofLogarithms, outputs) switch
    {
        (true, AnswerKind.Share) => "takes logarithms again, of numbers that are never positive",
        (false, AnswerKind.Share) => "treats each of them as a separate yes-or-no question",
        (_, AnswerKind.Logit) => "puts a sigmoid on top of them",
        (_, AnswerKind.Score) => "needs scores of both signs",
        (true, AnswerKind.Number) => "compares the logarithms of these probabilities, which are never positive, with the targets",
        (false, AnswerKind.Number) => "has a gradient with the factor p·(1 − p), which vanishes where the network is confident and wrong",
        _ => throw new InvalidOperationException($"{outputs} takes its outputs together."),
    };
}
