using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Propagation;

/// <summary>LW5xxx: what becomes of signal and gradient, by one prediction for all of these rules.</summary>
internal sealed class PropagationRule : INetworkRule
{
    private static readonly DiagnosticDescriptor SignalVanishes = Descriptors.Propagation(
        "LW5001",
        DiagnosticSeverity.Warning,
        "The signal vanishes",
        "Layer {0}: the signal vanishes on its way, to {1} of the inputs' after layer {2}{3} (the factor of this layer is {4}); {5}");

    private static readonly DiagnosticDescriptor SignalExplodes = Descriptors.Propagation(
        "LW5002",
        DiagnosticSeverity.Warning,
        "The signal explodes",
        "Layer {0}: the signal explodes on its way, to {1} times the inputs' after layer {2}{3} (the factor of this layer is {4}); {5}");

    private static readonly DiagnosticDescriptor GradientVanishes = Descriptors.Propagation(
        "LW5003",
        DiagnosticSeverity.Warning,
        "The gradient vanishes",
        "Layer {0}: the gradient vanishes on its way back, to {1} of the outputs' at layer {2}{3} (the factor of this layer is {4}); {5}");

    private static readonly DiagnosticDescriptor GradientExplodes = Descriptors.Propagation(
        "LW5004",
        DiagnosticSeverity.Warning,
        "The gradient explodes",
        "Layer {0}: the gradient explodes on its way back, to {1} times the outputs' at layer {2}{3} (the factor of this layer is {4}); {5}");

    private static readonly DiagnosticDescriptor Saturated = Descriptors.Propagation(
        "LW5005",
        DiagnosticSeverity.Warning,
        "Units are saturated at birth",
        "Layer {0}: {1} % of its units are saturated before the first step, their {2} being flat where z is, with a standard deviation of {3}; {4}");

    // Information: only who computes in half precision needs to know, and they can make it a warning.
    private static readonly DiagnosticDescriptor SignalBeyondHalf = Descriptors.Propagation(
        "LW5006",
        DiagnosticSeverity.Info,
        "Values leave the range of half precision",
        "Layer {0}: values of about {1} are {2}; in half precision they would be lost");

    private static readonly DiagnosticDescriptor GradientBeyondHalf = Descriptors.Propagation(
        "LW5007",
        DiagnosticSeverity.Info,
        "Gradients leave the range of half precision",
        "Layer {0}: gradients of about {1} for outputs' of 1 are {2}; in half precision they would be lost, unless the loss is scaled");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(
        SignalVanishes, SignalExplodes, GradientVanishes, GradientExplodes, Saturated, SignalBeyondHalf, GradientBeyondHalf);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        NetworkPrediction prediction = network.Spec.Predict();
        Finding[] findings = [.. Findings.Of(network.Spec, prediction)];
        Finding[] harms = [.. findings.Where(static finding => finding.IsHarm)];
        if (harms.Length > 0) ReportHarms(network, prediction, harms);
        foreach (Finding finding in findings.Except(harms)) ReportHalf(network, finding);
    }

    private static void ReportHarms(DeclaredNetwork network, NetworkPrediction prediction, Finding[] harms)
    {
        // The output's activation and size are the task's affair; its initializer is looked at only where nothing else is at fault.
        int last = network.Spec.Last.Index;
        int[] atFault = [.. harms.SelectMany(static harm => harm.AtFault).Distinct().OrderBy(static index => index)];
        ImmutableArray<int> layers = atFault.Where(index => index != last || atFault.Length == 1).ToImmutableArray();
        ImmutableArray<int> run = Remedy.WithAlike(network.Spec, layers);
        Prognosis? prognosis = Best(run) ?? Best(layers);
        string remedy = prognosis is null
            ? $"no single change of {Remedy.Numbers(run)} is enough: combine another initializer, another activation and batch normalization"
            : $"with {prognosis.Remedy.Text} signal and gradient stay within a factor of {Literal.Rounded(prognosis.Factor)}";
        foreach (Finding harm in harms) ReportHarm(network, prediction, harm, harms, prognosis, remedy);

        Prognosis? Best(ImmutableArray<int> changed) =>
            Prognosis.Best(network.Spec, changed, canChangeInit: changed.All(index => network.Names(network.Spec.Layers[index], "init")));
    }

    private static void ReportHarm(
        DeclaredNetwork network, NetworkPrediction prediction, Finding finding, Finding[] all, Prognosis? prognosis, string remedy)
    {
        LayerSpec layer = network.Spec.Layers[finding.First];
        LayerPrediction predicted = prediction.Layers[finding.First];
        string value = Literal.Rounded(finding.Value);
        switch (finding.Kind)
        {
            case FindingKind.SignalVanishes or FindingKind.SignalExplodes:
                DiagnosticDescriptor rule = finding.Kind == FindingKind.SignalVanishes ? SignalVanishes : SignalExplodes;
                string gradientToo = Companion(finding, all) is { } gradient
                    ? $", and the gradient to {Literal.Rounded(gradient.Value)} at layer {Literal.Of(gradient.Reached + 1)}"
                    : "";
                Report(network, rule, layer, prognosis, layer.Number, value, finding.Reached + 1, gradientToo, Literal.Rounded(predicted.SignalGain), remedy);
                break;
            case FindingKind.GradientVanishes or FindingKind.GradientExplodes:
                // One cause, one warning.
                if (all.Any(other => Companion(other, all) == finding)) break;
                DiagnosticDescriptor backward = finding.Kind == FindingKind.GradientVanishes ? GradientVanishes : GradientExplodes;
                Report(network, backward, layer, prognosis, layer.Number, value, finding.Reached + 1, "", Literal.Rounded(predicted.GradientGain), remedy);
                break;
            default:
                Report(
                    network,
                    Saturated,
                    layer,
                    prognosis,
                    layer.Number,
                    Literal.Rounded(100 * finding.Value),
                    layer.ActivationName,
                    Literal.Rounded(Math.Sqrt(predicted.PreActivationVariance)),
                    remedy);
                break;
        }
    }

    // The same layers that shrink or blow up the signal do so to the gradient.
    private static Finding? Companion(Finding signal, Finding[] all)
    {
        FindingKind? gradient = signal.Kind switch
        {
            FindingKind.SignalVanishes => FindingKind.GradientVanishes,
            FindingKind.SignalExplodes => FindingKind.GradientExplodes,
            _ => null,
        };
        return all.FirstOrDefault(finding => finding.Kind == gradient && finding.AtFault.Any(signal.AtFault.Contains));
    }

    // At what the remedy changes; it stands at the initializer where there is none.
    private static void Report(DeclaredNetwork network, DiagnosticDescriptor rule, LayerSpec layer, Prognosis? prognosis, params object[] messageArguments)
    {
        string argument = prognosis?.Remedy.Kind switch
        {
            null or RemedyKind.Initializer => "init",
            RemedyKind.Bias => "BiasValue",
            _ => "activation",
        };
        network.Report(rule, network.Arguments(layer).LocationOf(argument), RemedyProperties.Of(prognosis?.Remedy, network), messageArguments);
    }

    private static void ReportHalf(DeclaredNetwork network, Finding finding)
    {
        string where = finding.Value > 1 ? $"beyond float16's {Literal.Of(65504)}" : $"below float16's smallest normal number, {Literal.Rounded(Findings.SmallestNormalHalf)}";
        LayerSpec layer = network.Spec.Layers[finding.First];
        DiagnosticDescriptor rule = finding.Kind == FindingKind.SignalBeyondHalf ? SignalBeyondHalf : GradientBeyondHalf;
        network.Report(rule, layer, "init", layer.Number, Literal.Rounded(finding.Value), where);
    }
}
