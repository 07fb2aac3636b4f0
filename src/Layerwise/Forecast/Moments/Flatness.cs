using Layerwise.Forecast.Integrals;
using Layerwise.Traits;

namespace Layerwise.Forecast.Moments;

/// <summary>How much of a layer lies where its activation is flat.</summary>
internal static class Flatness
{
    // A Gaussian stays on one side of 3.09 standard deviations for 999 of 1000 samples.
    private const double Deviations = 3.0902;

    /// <summary>The share of units and samples beyond the edges behind which |φ′| is less than a hundredth of its maximum.</summary>
    public static double SaturatedShare(ActivationCurve curve, PreActivations z, LayerState state)
    {
        if (!curve.IsKnown || double.IsNaN(state.Power)) return double.NaN;
        double share = 0;
        if (state.IsUnmixed)
        {
            for (int i = 0; i < z.Nodes.Count; i++)
            {
                if (z.Nodes.Values[i] < curve.SaturatedBelow || z.Nodes.Values[i] > curve.SaturatedAbove) share += z.Nodes.Weights[i];
            }

            return Math.Min(1, share);
        }

        foreach (Scenario scenario in z.Scenarios)
        {
            double deviation = Math.Sqrt(scenario.PreActivationVariance);
            double inside = Below(curve.SaturatedAbove, scenario.PreActivationMean, deviation) - Below(curve.SaturatedBelow, scenario.PreActivationMean, deviation);
            share += scenario.Weight * (1 - inside);
        }

        return Math.Min(1, Math.Max(0, share));
    }

    /// <summary>
    /// The share of units that stay where φ′ is 0: a unit's z has a mean of its own, spread over the units by the shared variance, and varies over the
    /// samples by the rest.
    /// </summary>
    public static double DeadUnitRisk(ActivationCurve curve, PreActivations z)
    {
        if (!curve.IsKnown || double.IsNaN(z.Variance)) return double.NaN;
        if (!curve.IsSomewhereFlat) return 0;
        double shared = Math.Max(0, z.SharedVariance);
        double margin = Deviations * Math.Sqrt(Math.Max(0, z.Variance - shared));
        double below = Below(curve.FlatBelow - margin, z.Mean, Math.Sqrt(shared));
        double above = 1 - Below(curve.FlatAbove + margin, z.Mean, Math.Sqrt(shared));
        return Math.Min(1, Math.Max(0, below + above));
    }

    private static double Below(double edge, double mean, double deviation) =>
        deviation > 0 ? StandardNormal.Cumulative((edge - mean) / deviation) : mean <= edge ? 1 : 0;
}
