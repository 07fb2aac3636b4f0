using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>LW3003: outputs that are one distribution, with a loss that looks at each of them alone.</summary>
internal sealed class SoftmaxWithSeparateLoss : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3003",
        DiagnosticSeverity.Warning,
        "Softmax with a loss that takes its outputs one by one",
        "Network: after {0} the {1} outputs are one distribution, but {2} {3}; use CrossEntropy, whose gradient is p − y");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        LayerSpec last = network.Spec.Last;
        Loss loss = network.Spec.Loss.Kind;
        if (!last.IsRowwise || SoftmaxOverOneOutput.Applies(network.Spec)) return;
        if (loss is Loss.CrossEntropy or Loss.KullbackLeibler || network.LossLocation is not { } location) return;

        network.Report(Rule, location, LossChange.To(network, Loss.CrossEntropy), last.Activation, last.FanOut, loss, Harm(last.Activation, loss));
    }

    // The derivative of a softmax has the factor p·(1 − p), which only a logarithm's 1/p cancels.
    private static string Harm(Activation activation, Loss loss) => (activation, loss) switch
    {
        (Activation.LogSoftmax, Loss.BinaryCrossEntropy) => "takes the logarithm of these logarithms, which are never positive",
        (_, Loss.BinaryCrossEntropy) => "treats them as separate yes-or-no questions",
        (_, Loss.BinaryCrossEntropyWithLogits) => "puts a sigmoid on top of them",
        (_, Loss.Hinge) => "wants scores of both signs",
        (Activation.LogSoftmax, _) => "compares their logarithms, which are never positive, with the targets",
        _ => "has a gradient with the factor p·(1 − p), which vanishes where the network is sure and wrong",
    };
}
