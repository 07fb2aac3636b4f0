using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>
/// What a mismatch costs this very network, by the prediction of signal propagation: two layers get over what twenty don't, and batch
/// normalization repairs what it follows.
/// </summary>
internal static class Outlook
{
    // Decades of standard deviation, a factor of 30: what ten ReLU layers lose under Xavier, and four under 1/(3n). He et al. 2015 (section 2.2)
    // still train 22 ReLU layers under Xavier, slowly, and 30 no more.
    private const double Serious = 1.5;

    /// <summary>A warning where the repair brings signal or gradient of a hidden layer nearer to its size by <see cref="Serious"/>, otherwise information.</summary>
    /// <param name="network">As declared.</param>
    /// <param name="repaired">Its layers with the repair, where it applies.</param>
    public static DiagnosticSeverity Severity(NetworkSpec network, IEnumerable<LayerSpec> repaired)
    {
        Distance[] before = Distances(network.Predict());
        Distance[] after = Distances(Predictions.Of(network, repaired));

        // What helps the signal of an odd shape may hurt its gradient; then it is no remedy.
        bool isWorse = after.Max(static layer => layer.Farthest) > before.Max(static layer => layer.Farthest);
        bool isSerious = before.Zip(after, static (b, a) => Math.Max(b.OfSignal - a.OfSignal, b.OfGradient - a.OfGradient)).Any(static nearer => nearer >= Serious);
        return isSerious && !isWorse ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
    }

    private static Distance[] Distances(NetworkPrediction prediction) =>
        prediction.Layers
            .Take(prediction.Layers.Count - 1)
            .Select(static layer => new Distance(Decades(layer.SignalRms), Decades(layer.GradientRms)))
            .ToArray();

    // What comes after a user's own activation is not known, and so no distance.
    private static double Decades(double gain) => Math.Abs(Math.Log10(gain)) is var decades && decades > 0 ? decades : 0;

    /// <summary>How far signal and gradient of a hidden layer are from what enters at their end of the network, in decades.</summary>
    private readonly record struct Distance(double OfSignal, double OfGradient)
    {
        public double Farthest => Math.Max(OfSignal, OfGradient);
    }
}
