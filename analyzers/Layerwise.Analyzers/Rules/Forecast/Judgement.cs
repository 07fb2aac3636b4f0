using Layerwise.Generator.Model;

namespace Layerwise.Analyzers.Rules.Forecast;

/// <summary>Whether a repair would do harm: what a light bulb offers is looked at first.</summary>
internal static class Judgement
{
    /// <summary>Whether the prediction finds a harm in the repaired network that it does not find in the declared one.</summary>
    public static bool DoesHarm(NetworkSpec declared, NetworkSpec repaired)
    {
        FindingKind[] known = [.. Harms(declared)];
        return Harms(repaired).Any(kind => !known.Contains(kind));
    }

    private static IEnumerable<FindingKind> Harms(NetworkSpec network) =>
        Findings.Of(network, network.Predict()).Where(static finding => finding.IsHarm).Select(static finding => finding.Kind);
}
