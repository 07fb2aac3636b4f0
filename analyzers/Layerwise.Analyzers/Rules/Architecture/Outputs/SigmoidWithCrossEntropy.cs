using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>LW3004: outputs that don't share a total, with a loss that sees only the one of the right class.</summary>
internal sealed class SigmoidWithCrossEntropy : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3004",
        DiagnosticSeverity.Warning,
        "Sigmoid with a cross-entropy over classes",
        "{0}: {1} ignores every output whose target is 0, so {2} to be 1 for every input; use {3}",
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
        if (last.Range is not { IsUnitInterval: true } || !output.Loss.Traits.IsOverClasses) return;
        if (output.LossLocation is not { } location) return;

        if (last.AnswerWidth == 1)
        {
            network.Report(Rule, location, LossChange.To(network, output, Loss.BinaryCrossEntropy), output.Subject, loss, $"one {last.Activation} output learns", nameof(Loss.BinaryCrossEntropy));
            return;
        }

        string outputs = Literal.Of(last.AnswerWidth);
        network.Report(
            Rule,
            location,
            ActivationChange.To(network, last, Activation.Softmax),
            output.Subject,
            loss,
            $"{outputs} {last.Activation} outputs, which don't share a total, learn",
            $"Softmax for one class of {outputs}, or BinaryCrossEntropy where several can be true at once");
    }
}
