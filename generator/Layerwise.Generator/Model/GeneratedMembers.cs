using Layerwise.Tensors;

namespace Layerwise.Generator.Model;

/// <summary>The names that a network's generated part takes in the user's class. A test compares them with the members of what is emitted.</summary>
internal static class GeneratedMembers
{
    private static readonly string[] Facts = ["InputSize", "OutputSize", "LayerCount", "ParameterCount"];

    /// <summary>Of a network that is trained.</summary>
    /// <param name="has">Whether any of its layers has a tensor.</param>
    public static IEnumerable<string> OfTrained(Func<TensorRole, bool> has) =>
    [
        .. Facts, "Layers", "Parameters", .. TensorView.Of(has).Select(static view => view.Name),
        .. has(TensorRole.RunningMeans) ? new[] { "RunningStatisticsCount", "RunningStatistics" } : [],
        "Initialize", "Forward", "Backward", "ComputeGradients", "ComputeLoss", "Workspace", "Kernels", "_parameters", "_layers",
    ];

    /// <summary>Of a frozen one.</summary>
    public static IEnumerable<string> OfFrozen { get; } = [.. Facts, "Forward", "SelfTest", "Kernels"];
}
