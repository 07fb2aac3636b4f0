using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2008 and LW2009: a scale that knows nothing of the layer's size, and is far from what its activation needs.</summary>
internal sealed class UnsuitableScale : INetworkRule
{
    // Variances; a factor of two in σ is what the schemes themselves differ by.
    private const double Far = 4;

    // Of the power that an activation wants, a hundredth, or a hundredfold.
    private const double VeryFar = 100;

    // A share of the units; fewer are saturated in sound networks too.
    private const double Noticeable = 0.05;

    public static readonly DiagnosticDescriptor TooSmall = Descriptors.Initialization(
        "LW2008",
        DiagnosticSeverity.Warning,
        "Weights too small for the signal",
        "{0}: {1} gives σ = {2}, {3} times too small for {4} into {5}, so {6}. Use {7} (σ = {8}).{9}",
        repairs: true);

    public static readonly DiagnosticDescriptor TooLarge = Descriptors.Initialization(
        "LW2009",
        DiagnosticSeverity.Warning,
        "Weights too large for the signal",
        "{0}: {1} gives σ = {2}, {3} times too large for {4} into {5}, so {6}. Use {7} (σ = {8}).{9}",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(TooSmall, TooLarge);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        // Each side by itself: what one layer takes and another gives back is not repaired by changing one of them.
        CheckHidden(network, static layer => 1 / SuitableInitializer.VarianceRatio(layer), isTooSmall: true);
        CheckHidden(network, static layer => SuitableInitializer.VarianceRatio(layer), isTooSmall: false);

        // An output layer may start as small as one likes: the loss alone decides how fast it grows.
        foreach (LayerSpec last in network.Outputs.Select(static output => output.Last))
        {
            if (Concerns(last) && SuitableInitializer.VarianceRatio(last) > Far) Report(network, last, isTooSmall: false, PowerRatio(last) > VeryFar, "");
        }
    }

    // A layer that is far off is worth a word by itself. A number that someone chose and that misses by less is left alone, unless such layers are so
    // many that they cost much together.
    private static void CheckHidden(DeclaredNetwork network, Func<LayerSpec, double> miss, bool isTooSmall)
    {
        LayerSpec[] off = [.. network.HiddenLayers.Where(layer => Concerns(layer) && miss(layer) > SuitableInitializer.Tolerance)];
        if (off.Length == 0) return;

        LayerSpec[] near = [.. off.Where(layer => miss(layer) <= Far)];
        Outlook ofAll = Against(layer => miss(layer) > SuitableInitializer.Tolerance);
        bool nearMatter = near.Length == off.Length ? ofAll.IsSerious : near.Length > 0 && Against(layer => miss(layer) is > SuitableInitializer.Tolerance and <= Far).IsSerious;
        foreach (LayerSpec layer in off)
        {
            if (miss(layer) <= Far && !nearMatter) continue;
            bool isSevere = ofAll.IsSerious || PowerRatio(layer) is < 1 / VeryFar or > VeryFar || SaturatesHalf(layer, Predictions.Of(layer));

            // What units that saturate cost doesn't show in the size of the signal, and is said by their share.
            string outlook = !isTooSmall && layer.Traits.IsSaturating ? "" : " " + ofAll.Text;
            Report(network, layer, isTooSmall, isSevere, outlook);
        }

        Outlook Against(Func<LayerSpec, bool> isChanged) =>
            Outlook.Of(network.Spec, layer => Concerns(layer) && isChanged(layer) ? SuitableInitializer.Apply(layer) : layer);
    }

    private static void Report(DeclaredNetwork network, LayerSpec layer, bool isTooSmall, bool isSevere, string outlook)
    {
        double ratio = SuitableInitializer.VarianceRatio(layer);
        LayerSpec suitable = SuitableInitializer.Apply(layer);
        LayerPrediction prediction = Predictions.Of(layer);
        network.Report(
            isSevere ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            isTooSmall ? TooSmall : TooLarge,
            layer,
            network.Arguments(layer).Has("InitScale") ? "InitScale" : "init",
            SuitableInitializer.Repair(network, layer),
            layer.Init.Kind,
            Sigma(layer),
            NumberText.Rounded(Math.Sqrt(isTooSmall ? 1 / ratio : ratio)),
            MessageText.Count(layer.FanIn, "input"),
            layer.Activation,
            isTooSmall ? $"the signal fades: {Spread(prediction, suitable)}" : Excess(layer, prediction, suitable, isHidden: !network.Spec.IsOutput(layer)),
            suitable.Init.Kind,
            Sigma(suitable),
            outlook);
    }

    // Where there is no variance, ZeroWeights speaks; Selu has a rule of its own.
    private static bool Concerns(LayerSpec layer) =>
        layer.Init.Traits.Reads.HasFlag(InitOptions.InitScale)
        && layer.Distribution.Shape != WeightShape.Constant
        && layer is { TakesAnyScale: false, Traits: { IsSelfNormalizing: false, IsCustom: false } }
        && !ZeroWeights.IsZero(layer);

    private static string Excess(LayerSpec layer, LayerPrediction prediction, LayerSpec suitable, bool isHidden)
    {
        if (layer.Traits.IsSaturating && isHidden && prediction.SaturatedShare > Noticeable)
        {
            return $"{MessageText.Percent(prediction.SaturatedShare)} of the units are saturated, with less than a hundredth of the largest slope";
        }

        string deviation = NumberText.Rounded(Math.Sqrt(prediction.PreActivationVariance));
        return isHidden ? $"the signal grows: {Spread(prediction, suitable)}"
            : layer.IsRowwise || layer.Traits.IsSaturating ? $"the first answers are confident and wrong (z has a standard deviation of {deviation})"
            : $"the first outputs have a standard deviation of {deviation}";
    }

    private static bool SaturatesHalf(LayerSpec layer, LayerPrediction prediction) =>
        layer.Traits.IsSaturating && prediction.SaturatedShare >= 0.5;

    // The sum of the variances of a unit's weights over the one that keeps the signal: the same for all activations and shapes of layers.
    private static double PowerRatio(LayerSpec layer) => layer.FanIn * layer.Distribution.Variance / SuitableInitializer.Power(layer);

    // What tells the samples apart. The power of a sigmoid is mostly that of its mean, whatever the weights are.
    private static string Spread(LayerPrediction prediction, LayerSpec suitable) =>
        $"the activations have a variance of {NumberText.Rounded(prediction.ActivationVariance)} in place of {NumberText.Rounded(Predictions.Of(suitable).ActivationVariance)}";

    private static string Sigma(LayerSpec layer) => NumberText.Rounded(Math.Sqrt(layer.Distribution.Variance));
}
