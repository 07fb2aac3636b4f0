using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Initialization;
using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Rules.Forecast;

/// <summary>A remedy and how well the network would do with it, by the same prediction that found the fault.</summary>
/// <param name="Remedy">The change.</param>
/// <param name="Farthest">Decades between 1 and the farthest that signal or gradient of a hidden layer get from it.</param>
internal sealed record Prognosis(Remedy Remedy, double Farthest)
{
    // Half a decade: what is better by less is not worth the larger change.
    private const double WorthMore = 0.5;

    /// <summary>The factor that signal and gradient stay within.</summary>
    public double Factor => Math.Pow(10, Farthest);

    /// <summary>
    /// The change that helps most and leaves nothing that hurts: no bias before another initializer before another activation before batch normalization, where they
    /// are about as good, and a residual connection where none of these is enough. Null where none is enough.
    /// </summary>
    /// <param name="network">As declared.</param>
    /// <param name="layers">Zero-based indices of the layers to change.</param>
    /// <param name="canChangeInit">Whether all of them name their initializer; where not, Init.Auto follows the activation.</param>
    public static Prognosis? Best(NetworkSpec network, ImmutableArray<int> layers, bool canChangeInit)
    {
        Prognosis? best = null;
        foreach (Remedy remedy in Remedy.Candidates(network, layers))
        {
            if (remedy.Kind == RemedyKind.Initializer && !canChangeInit) continue;

            // A connection leads around what is wrong with a layer: only where nothing puts it right.
            if (remedy.Kind == RemedyKind.Residual && best is not null) continue;
            NetworkSpec repaired = remedy.Apply(network);
            NetworkPrediction prediction = repaired.Predict();
            if (Symptoms.Of(repaired, prediction).Any(static symptom => symptom.IsHarm)) continue;

            // So narrow that all units of one of its layers may be off, it would be no better off.
            if (MayDie(repaired) && !MayDie(network)) continue;
            double farthest = DistanceOf(repaired, prediction);
            if (best is null || farthest < best.Farthest - WorthMore) best = new Prognosis(remedy, farthest);
        }

        return best;
    }

    private static bool MayDie(NetworkSpec network) => DeadAtBirth.Threatens(network.Layers.Where(layer => !network.IsOutput(layer)));

    // Weights of 0 let nothing through whatever the remedy.
    private static double DistanceOf(NetworkSpec network, NetworkPrediction prediction) => Distance.Of(network, prediction)
        .SelectMany(static layer => new[] { layer.OfSignal, layer.OfGradient })
        .Where(static distance => distance < double.PositiveInfinity)
        .DefaultIfEmpty(0)
        .Max();
}
