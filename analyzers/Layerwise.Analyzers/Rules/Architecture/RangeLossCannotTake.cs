using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture;

/// <summary>LW3005: outputs outside the numbers that the loss is defined for, or that never come to its targets.</summary>
internal sealed class RangeLossCannotTake : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3005",
        DiagnosticSeverity.Warning,
        "The loss cannot use the outputs of the last activation",
        "Network: {0} gives numbers in {1}, but {2} {3}; use {4}");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        LayerSpec last = network.Spec.Last;
        Loss loss = network.Spec.Loss.Kind;
        if (OutputRange.Of(last) is not { } range || network.LossLocation is not { } location || CanTake(loss, range)) return;

        (string remedy, Repair repair) = (loss, last) switch
        {
            (Loss.BinaryCrossEntropyWithLogits, { Activation: Activation.Sigmoid }) =>
                ("BinaryCrossEntropy", LossChange.To(network, Loss.BinaryCrossEntropy)),
            (Loss.BinaryCrossEntropyWithLogits or Loss.Hinge, _) =>
                ("Identity", ActivationChange.To(network, last, Activation.Identity)),
            (Loss.BinaryCrossEntropy, { Activation: Activation.Identity }) or (_, { Activation: Activation.Identity, FanOut: 1 }) =>
                ("BinaryCrossEntropyWithLogits", LossChange.To(network, Loss.BinaryCrossEntropyWithLogits)),
            (Loss.BinaryCrossEntropy, _) =>
                ("Sigmoid", ActivationChange.To(network, last, Activation.Sigmoid)),
            (_, { FanOut: 1 }) =>
                ("Sigmoid with BinaryCrossEntropy", ActivationChange.To(network, last, Activation.Sigmoid).And(LossChange.To(network, Loss.BinaryCrossEntropy))),
            _ =>
                ("Softmax", ActivationChange.To(network, last, Activation.Softmax)),
        };
        network.Report(Rule, location, repair, last.Activation, range.Text, loss, Demand(loss), remedy);
    }

    // What has the range of probabilities, but belongs to each output alone, is SigmoidWithCrossEntropy's.
    private static bool CanTake(Loss loss, OutputRange range) => loss switch
    {
        Loss.CrossEntropy or Loss.KullbackLeibler => range.IsUnitInterval,
        Loss.BinaryCrossEntropy => range.IsUnitInterval,
        Loss.BinaryCrossEntropyWithLogits => range.IsUnbounded,
        Loss.Hinge => range.ReachesBothSigns,
        _ => true,
    };

    private static string Demand(Loss loss) => loss switch
    {
        Loss.BinaryCrossEntropy => "takes the logarithms of a and 1 − a and needs each output a between 0 and 1",
        Loss.BinaryCrossEntropyWithLogits => "applies a sigmoid itself and needs outputs of any size and sign",
        Loss.Hinge => "needs a score of at least 1 for one class and at most -1 for the other",
        _ => "takes their logarithms and needs probabilities that add up to 1",
    };
}
