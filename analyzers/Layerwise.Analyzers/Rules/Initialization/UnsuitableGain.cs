using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2011 and LW2012: a gain or a variance scale that is not what the scheme needs for this activation.</summary>
internal sealed class UnsuitableGain : INetworkRule
{
    // Answers that are sure and wrong at first, even of an output layer.
    private const double VeryFar = 100;

    public static readonly DiagnosticDescriptor Gain = Descriptors.Initialization(
        "LW2011",
        DiagnosticSeverity.Warning,
        "The gain does not suit the activation",
        "{0}: {1} with a gain of {2} gives weights {3} times the variance that {4} needs, so the signal {5}; write Gain = {6}{7}",
        repairs: true);

    public static readonly DiagnosticDescriptor VarianceScale = Descriptors.Initialization(
        "LW2012",
        DiagnosticSeverity.Warning,
        "The variance scale does not suit the activation",
        "{0}: {1} with a scale of {2} gives weights {3} times the variance that {4} needs, so the signal {5}; write VarianceScale = {6}{7}",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Gain, VarianceScale);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        string? outlook = null;
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            // The last layer of a policy starts with a gain of 0.01 on purpose.
            bool isHidden = !network.Spec.IsOutput(layer);
            double ratio = Ratio(layer);
            if (!IsFar(layer) || (!isHidden && ratio < 1)) continue;

            bool isGain = !ScalesVariance(layer);
            string option = isGain ? nameof(Gain) : nameof(VarianceScale);
            string argument = network.Arguments(layer).Has(option) ? option : "init";
            network.Report(
                ratio > VeryFar ? DiagnosticSeverity.Warning : MismatchSeverity.Of(network, layer, argument),
                isGain ? Gain : VarianceScale,
                layer,
                argument,
                Repair.Set(option, Remedy(layer)),
                layer.Init.Kind,
                NumberText.Rounded(isGain ? layer.Init.Gain : layer.Init.VarianceScale),
                NumberText.Rounded(ratio),
                layer.Activation,
                Direction(layer, ratio),
                Remedy(layer),
                Saturates(layer, ratio) ? "" : ". " + (outlook ??= Outlook.Of(network.Spec, Repaired).Text));
        }
    }

    private static LayerSpec Repaired(LayerSpec layer)
    {
        if (!IsFar(layer)) return layer;
        double wanted = Wanted(layer);
        return layer with { Init = layer.Init with { Gain = (float)Math.Sqrt(wanted), VarianceScale = (float)wanted } };
    }

    /// <summary>Whether the gain or the variance scale of a hidden layer is what the rule speaks of.</summary>
    public static bool IsFar(LayerSpec layer)
    {
        if (!Concerns(layer)) return false;
        (double least, double most) = Sound(layer);
        double ratio = Ratio(layer);
        return ratio < least || ratio > most;
    }

    // Xavier without a gain has its rules by the activation, and Selu by itself.
    private static bool Concerns(LayerSpec layer) =>
        layer is { TakesAnyScale: false, Traits: { IsSelfNormalizing: false, IsCustom: false } }
        && (layer.Init.Traits.Reads & (InitOptions.Gain | InitOptions.VarianceScale)) != 0
        && !(layer.Init.Traits.Scheme == InitScheme.Xavier && layer.Init.Gain == 1);

    private static bool ScalesVariance(LayerSpec layer) => layer.Init.Traits.Reads.HasFlag(InitOptions.VarianceScale);

    // Judged by the scheme's own factor: which fan it divides by is a choice between signal and gradient that a layer of any shape leaves open.
    private static double Ratio(LayerSpec layer) =>
        (ScalesVariance(layer) ? layer.Init.VarianceScale : (double)layer.Init.Gain * layer.Init.Gain) / Wanted(layer);

    // A rectifier after the identity holds back nothing of what a rectifier before has let through (Le et al. 2015).
    private static double Wanted(LayerSpec layer) => layer.Distribution.Shape == WeightShape.Identity ? 1 : SuitableInitializer.Power(layer);

    // Glorot and Bengio (2010) give a sigmoid four times tanh's gain; PyTorch gives tanh 5/3.
    private static (double Least, double Most) Sound(LayerSpec layer) =>
        !layer.Traits.IsSaturating ? (0.6, 2.01)
        : layer.Traits.KeepsSmallSignals ? (0.5, 4)
        : (0.25, 16.5);

    private static string Direction(LayerSpec layer, double ratio) =>
        Saturates(layer, ratio) ? "saturates the units" : ratio < 1 ? "starves" : "explodes";

    // What that costs doesn't show in the size of the signal.
    private static bool Saturates(LayerSpec layer, double ratio) => ratio > 1 && layer.Traits.IsSaturating;

    /// <summary>What to write as the scheme's gain, or as its variance scale.</summary>
    public static string Remedy(LayerSpec layer)
    {
        double wanted = Wanted(layer);
        if (ScalesVariance(layer)) return Literal.Of((float)wanted);
        return wanted switch
        {
            1 => "1f",
            2 => "ActivationGain.Relu",
            _ => Literal.Of((float)Math.Sqrt(wanted)),
        };
    }
}
