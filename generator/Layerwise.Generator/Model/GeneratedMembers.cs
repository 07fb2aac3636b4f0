using Layerwise.Tensors;

namespace Layerwise.Generator.Model;

/// <summary>The names that a network's generated part takes in the user's class. A test compares them with the members of what is emitted.</summary>
internal static class GeneratedMembers
{
    private static readonly string[] Facts = ["InputSize", "OutputSize", "LayerCount", "ParameterCount"];

    /// <summary>Of a network that is trained.</summary>
    /// <param name="has">Whether any of its layers has a tensor.</param>
    /// <param name="heads">The names of its outputs.</param>
    public static IEnumerable<string> OfTrained(Func<TensorRole, bool> has, IReadOnlyCollection<string> heads) =>
    [
        .. Facts, "Layers", "Parameters", .. TensorView.Of(has).Select(static view => view.Name),
        .. has(TensorRole.RunningMeans) ? new[] { "RunningStatisticsCount", "RunningStatistics" } : [],
        "Initialize", "Forward", "Backward", "ComputeGradients", "ComputeLoss", "Workspace", "Kernels", "_parameters", "_layers",
        .. heads.Count > 0 ? ["Heads", "_heads", "ComputeLosses", .. OfHeads(heads)] : Array.Empty<string>(),
    ];

    /// <summary>Of a frozen one.</summary>
    public static IEnumerable<string> OfFrozen(IReadOnlyCollection<string> heads) => [.. Facts, "Forward", "SelfTest", "Kernels", .. OfHeads(heads)];

    /// <summary>What outputs are called by.</summary>
    public static IEnumerable<string> OfHeads(IEnumerable<string> heads) => heads.SelectMany(static head => new[] { head, head + "Offset", head + "Size" });
}
