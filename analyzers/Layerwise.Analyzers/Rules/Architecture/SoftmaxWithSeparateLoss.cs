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
        "Network: {0} makes the {1} outputs one probability distribution, but {2} {3}. Use CrossEntropy.");

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
        (Activation.LogSoftmax, Loss.BinaryCrossEntropy) => "takes logarithms again, of numbers that are never positive",
        (_, Loss.BinaryCrossEntropy) => "treats each of them as a separate yes-or-no question",
        (_, Loss.BinaryCrossEntropyWithLogits) => "puts a sigmoid on top of them",
        (_, Loss.Hinge) => "needs scores of both signs",
        (Activation.LogSoftmax, _) => "compares the logarithms of these probabilities, which are never positive, with the targets",
        _ => "has a gradient with the factor p·(1 − p), which vanishes where the network is confident and wrong",
    };
}
