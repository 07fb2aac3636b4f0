using System.Collections.Immutable;
using System.ComponentModel;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Forecast;

/// <summary>LW5xxx: what becomes of signal and gradient, by one prediction for all of these rules.</summary>
internal sealed class ForecastRule : INetworkRule
{
    private static readonly DiagnosticDescriptor SignalVanishes = Descriptors.Forecast(
        "LW5001",
        DiagnosticSeverity.Warning,
        "The signal vanishes",
        "{0}: the signal vanishes: after layer {2}, {1}{3}. {4}. {5}.",
        repairs: true);

    private static readonly DiagnosticDescriptor SignalExplodes = Descriptors.Forecast(
        "LW5002",
        DiagnosticSeverity.Warning,
        "The signal explodes",
        "{0}: the signal explodes: after layer {2}, {1}{3}. {4}. {5}.",
        repairs: true);

    private static readonly DiagnosticDescriptor GradientVanishes = Descriptors.Forecast(
        "LW5003",
        DiagnosticSeverity.Warning,
        "The gradient vanishes",
        "{0}: the gradient vanishes: at layer {2}, {1}. {3} on its way back. {4}.",
        repairs: true);

    private static readonly DiagnosticDescriptor GradientExplodes = Descriptors.Forecast(
        "LW5004",
        DiagnosticSeverity.Warning,
        "The gradient explodes",
        "{0}: the gradient explodes: at layer {2}, {1}. {3} on its way back. {4}.",
        repairs: true);

    private static readonly DiagnosticDescriptor Saturated = Descriptors.Forecast(
        "LW5005",
        DiagnosticSeverity.Warning,
        "Units are saturated before training",
        "{0}: {1} of the units are saturated before the first step, because {2} flat over most of z, with {3}. {4}.",
        repairs: true);

    // Information: only who computes in half precision needs to know, and they can make it a warning.
    private static readonly DiagnosticDescriptor SignalBeyondHalf = Descriptors.Forecast(
        "LW5006",
        DiagnosticSeverity.Info,
        "Values leave the range of half precision",
        "{0}: values of about {1} are {2}; in half precision they would be lost");

    private static readonly DiagnosticDescriptor GradientBeyondHalf = Descriptors.Forecast(
        "LW5007",
        DiagnosticSeverity.Info,
        "Gradients leave the range of half precision",
        "{0}: where gradients at the outputs are 1, they are about {1} here, {2}; in half precision they would be lost, unless the loss is scaled");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(
        SignalVanishes, SignalExplodes, GradientVanishes, GradientExplodes, Saturated, SignalBeyondHalf, GradientBeyondHalf);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        NetworkPrediction prediction = network.Spec.Predict();
        Symptom[] symptoms = [.. Symptoms.Of(network.Spec, prediction)];
        Symptom[] harms = [.. symptoms.Where(static symptom => symptom.IsHarm)];
        if (harms.Length > 0) ReportHarms(network, prediction, harms);
        foreach (Symptom symptom in symptoms.Except(harms)) ReportHalf(network, symptom);
    }

    private static void ReportHarms(DeclaredNetwork network, NetworkPrediction prediction, Symptom[] harms)
    {
        Advice advice = IsSoundForStandardizedInputs(network.Spec) ? AdviceOnInputs(network) : AdviceOnLayers(network, harms);
        foreach (Symptom harm in harms) ReportHarm(network, prediction, harm, harms, advice);
    }

    // Where the inputs are the cause, another activation or initializer would only hide it.
    private static Advice AdviceOnInputs(DeclaredNetwork network) => new(
        $"The inputs are the cause, with InputPower = {NumberText.Rounded(network.Spec.InputPower)}: scale them to a mean square of 1, or correct InputPower",
        Place: network.Options?.LocationOf(nameof(NetworkSpec.InputPower)));

    private static Advice AdviceOnLayers(DeclaredNetwork network, Symptom[] harms)
    {
        // The output's activation and size are the task's affair; its initializer is looked at only where nothing else is at fault.
        int[] atFault = [.. harms.SelectMany(static harm => harm.AtFault).Distinct().OrderBy(static index => index)];
        ImmutableArray<int> layers = atFault.Where(index => !network.Spec.IsOutput(network.Spec.Layers[index]) || atFault.Length == 1).ToImmutableArray();
        ImmutableArray<int> run = Remedy.WithAlike(network.Spec, layers);
        return (Best(run) ?? Best(layers)) is { } prognosis
            ? new Advice($"Write {prognosis.Remedy.Text}: signal and gradient then stay within a factor of {NumberText.Rounded(prognosis.Factor)}", prognosis.Remedy)
            : new Advice($"No single change of {Remedy.Numbers(run)} is enough: {Combined()}");

        string Combined() => run.Any(index => network.Spec.Layers[index].Recurrence is not null)
            ? "draw what is remembered with RecurrentInit = Init.Orthogonal without a RecurrentGain, and what comes in with another initializer"
            : "combine another initializer, another activation and batch normalization";

        Prognosis? Best(ImmutableArray<int> changed) =>
            Prognosis.Best(network.Spec, changed, canChangeInit: changed.All(index => network.Names(network.Spec.Layers[index], "init")));
    }

    private static bool IsSoundForStandardizedInputs(NetworkSpec network)
    {
        NetworkSpec standardized = network with { InputPower = 1 };
        return network.InputPower != 1 && !Symptoms.Of(standardized, standardized.Predict()).Any(static symptom => symptom.IsHarm);
    }

    private static void ReportHarm(DeclaredNetwork network, NetworkPrediction prediction, Symptom symptom, Symptom[] all, Advice advice)
    {
        LayerSpec layer = network.Spec.Layers[symptom.First];
        string subject = MessageText.Capitalized(Remedy.Numbers(symptom.AtFault));
        LayerPrediction[] channels = ChannelGradients.Of(network.Spec, prediction);
        LayerPrediction[] predicted = [.. symptom.AtFault.Select(index => channels[index])];
        switch (symptom.Kind)
        {
            case SymptomKind.SignalVanishes or SymptomKind.SignalExplodes:
                DiagnosticDescriptor rule = symptom.Kind == SymptomKind.SignalVanishes ? SignalVanishes : SignalExplodes;
                string gradientToo = Companion(symptom, all) is { } gradient
                    ? $", and {Left("gradient", gradient, "at the outputs")} at layer {Literal.Of(gradient.Reached + 1)}"
                    : "";
                string ofSignal = Multiplies(predicted.Select(static layer => layer.SignalGain));
                Report(network, rule, layer, advice, subject, Left("signal", symptom, "the inputs"), symptom.Reached + 1, gradientToo, ofSignal, advice.Text);
                break;
            case SymptomKind.GradientVanishes or SymptomKind.GradientExplodes:
                // One cause, one warning.
                if (all.Any(other => Companion(other, all) == symptom)) break;
                DiagnosticDescriptor backward = symptom.Kind == SymptomKind.GradientVanishes ? GradientVanishes : GradientExplodes;
                string ofGradient = Multiplies(predicted.Select(static layer => layer.GradientGain));
                Report(network, backward, layer, advice, subject, Left("gradient", symptom, "at the outputs"), symptom.Reached + 1, ofGradient, advice.Text);
                break;
            case SymptomKind.Saturated:
                string[] names = [.. symptom.AtFault.Select(index => Flat(network.Spec.Layers[index])).Distinct()];
                string flat = names.Length == 1 ? names[0] + " is" : string.Join(" and ", names) + " are";
                string share = MessageText.Range(predicted.Select(static layer => 100 * layer.SaturatedShare)) + " %";
                Report(network, Saturated, layer, advice, subject, share, flat, Spread(predicted), advice.Text);
                break;
            default:
                throw new InvalidEnumArgumentException(nameof(symptom), (int)symptom.Kind, typeof(SymptomKind));
        }
    }

    private static string Flat(LayerSpec layer) => layer.Kind is LayerKind.Gru or LayerKind.Lstm ? "the gates' Sigmoid" : layer.ActivationName;

    private static string Multiplies(IEnumerable<double> gains)
    {
        double[] all = [.. gains];
        return $"{(all.Length == 1 ? "This layer" : "Each of these layers")} multiplies it by {MessageText.Range(all)}";
    }

    private static string Spread(LayerPrediction[] layers)
    {
        string deviation = $"a standard deviation of {MessageText.Range(layers.Select(static layer => Math.Sqrt(layer.PreActivationVariance)))}";
        return layers.All(static layer => layer.PreActivationMean == 0)
            ? deviation
            : $"a mean of {MessageText.Range(layers.Select(static layer => layer.PreActivationMean))} and {deviation}";
    }

    private static string Left(string what, Symptom symptom, string reference) =>
        symptom.Value == 0 ? $"nothing is left of the {what}" : $"the {what} is {NumberText.Rounded(symptom.Value)} times as large as {reference}";

    // The same layers that shrink or blow up the signal do so to the gradient.
    private static Symptom? Companion(Symptom signal, Symptom[] all)
    {
        SymptomKind? gradient = signal.Kind switch
        {
            SymptomKind.SignalVanishes => SymptomKind.GradientVanishes,
            SymptomKind.SignalExplodes => SymptomKind.GradientExplodes,
            _ => null, // What is no harm to the signal has no companion.
        };
        return all.FirstOrDefault(symptom => symptom.Kind == gradient && symptom.AtFault.Any(signal.AtFault.Contains));
    }

    // At what the remedy changes; it stands at the initializer where there is none.
    private static void Report(DeclaredNetwork network, DiagnosticDescriptor rule, LayerSpec layer, Advice advice, params object[] messageArguments)
    {
        string argument = advice.Remedy?.Kind switch
        {
            null or RemedyKind.Initializer => "init",
            RemedyKind.Bias => "BiasValue",
            RemedyKind.Activation or RemedyKind.BatchNormalization or RemedyKind.Residual => "activation",
            var kind => throw new InvalidEnumArgumentException(nameof(advice), (int)kind, typeof(RemedyKind)),
        };
        network.Report(rule, advice.Place ?? network.Arguments(layer).LocationOf(argument), advice.Remedy?.Repair(network) ?? Repair.None, messageArguments);
    }

    private static void ReportHalf(DeclaredNetwork network, Symptom symptom)
    {
        string where = symptom.Value > 1 ? $"beyond float16's {Literal.Of(65504)}" : $"below float16's smallest normal number, {NumberText.Rounded(Symptoms.SmallestNormalHalf)}";
        LayerSpec layer = network.Spec.Layers[symptom.First];
        DiagnosticDescriptor rule = symptom.Kind == SymptomKind.SignalBeyondHalf ? SignalBeyondHalf : GradientBeyondHalf;
        network.Report(rule, layer, "init", NumberText.Rounded(symptom.Value), where);
    }

    /// <summary>What to do about all that was found.</summary>
    /// <param name="Text">As a sentence without its full stop.</param>
    /// <param name="Remedy">The change that a light bulb makes, if one is enough.</param>
    /// <param name="Place">Where the cause was written, if that is not in the layers.</param>
    private sealed record Advice(string Text, Remedy? Remedy = null, Location? Place = null);
}
