using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2008 and LW2009: a scale that knows nothing of the layer's size, and is far from what its activation needs.</summary>
internal sealed class UnsuitableScale : INetworkRule
{
    // Variances; a factor of two in σ is what the schemes themselves differ by.
    private const double Far = 4;
    private const double VeryFar = 100;

    public static readonly DiagnosticDescriptor TooSmall = Descriptors.Initialization(
        "LW2008",
        DiagnosticSeverity.Warning,
        "Weights too small for the signal",
        "Layer {0}: {1} gives σ = {2}, {3} times less than {4} inputs into {5} want, so the signal starves: expect ×{6} of its power per layer. Use {7} (σ = {8}).");

    public static readonly DiagnosticDescriptor TooLarge = Descriptors.Initialization(
        "LW2009",
        DiagnosticSeverity.Warning,
        "Weights too large for the signal",
        "Layer {0}: {1} gives σ = {2}, {3} times more than {4} inputs into {5} want, so {6}. Use {7} (σ = {8}).");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(TooSmall, TooLarge);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        DiagnosticSeverity? together = null;
        foreach (LayerSpec layer in network.Spec.Layers)
        {
            if (!Concerns(layer)) continue;

            // An output layer may start as small as one likes: the loss alone decides how fast it grows.
            double ratio = SuitableInitializer.VarianceRatio(layer);
            bool isHidden = layer != network.Spec.Last;
            bool isTooSmall = ratio < 1 / Far;
            if (isTooSmall ? !isHidden : ratio <= Far) continue;

            LayerSpec suitable = SuitableInitializer.Apply(layer);
            LayerPrediction prediction = Predictions.Of(layer);
            bool isSevere = ratio is < 1 / VeryFar or > VeryFar
                || (isHidden && SaturatesHalf(layer, prediction))
                || (isHidden && (together ??= Outlook.Severity(network.Spec, network.Spec.Layers.Select(Repaired))) == DiagnosticSeverity.Warning);
            network.Report(
                isSevere ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                isTooSmall ? TooSmall : TooLarge,
                layer,
                network.Arguments(layer).Has("InitScale") ? "InitScale" : "init",
                SuitableInitializer.Repair(network, layer),
                layer.Number,
                layer.Init,
                Sigma(layer),
                Literal.Rounded(Math.Sqrt(isTooSmall ? 1 / ratio : ratio)),
                layer.FanIn,
                layer.Activation,
                isTooSmall ? Literal.Rounded(Power(prediction)) : Excess(layer, prediction, isHidden),
                suitable.Init,
                Sigma(suitable));
        }
    }

    private static LayerSpec Repaired(LayerSpec layer) =>
        Concerns(layer) && SuitableInitializer.VarianceRatio(layer) is < 1 / Far or > Far ? SuitableInitializer.Apply(layer) : layer;

    // Without a variance it is ZeroWeights' to speak; Selu has a rule of its own.
    private static bool Concerns(LayerSpec layer) =>
        layer.Init is Init.RandomNormal or Init.RandomUniform or Init.TruncatedNormal or Init.CorrectedTruncatedNormal or Init.Sparse
        && layer is { BatchNormalization: false, Activation: not (Activation.Selu or Activation.Custom), InitScale: > 0 };

    private static string Excess(LayerSpec layer, LayerPrediction prediction, bool isHidden)
    {
        if (SuitableInitializer.IsSaturating(layer.Activation) && isHidden)
        {
            return $"{Literal.Rounded(100 * prediction.SaturatedShare)} % of the units saturate, where the slope is below a hundredth of its largest";
        }

        string deviation = Literal.Rounded(Math.Sqrt(prediction.PreActivationVariance));
        return isHidden ? $"the signal explodes: expect ×{Literal.Rounded(Power(prediction))} of its power per layer"
            : layer.IsRowwise || SuitableInitializer.IsSaturating(layer.Activation) ? $"the first answers, from z with a standard deviation of {deviation}, are sure and wrong"
            : $"the first outputs have a standard deviation of {deviation}";
    }

    private static bool SaturatesHalf(LayerSpec layer, LayerPrediction prediction) =>
        SuitableInitializer.IsSaturating(layer.Activation) && prediction.SaturatedShare >= 0.5;

    private static double Power(LayerPrediction prediction) => prediction.SignalGain * prediction.SignalGain;

    private static string Sigma(LayerSpec layer) => Literal.Rounded(Math.Sqrt(layer.Distribution.Variance));
}
