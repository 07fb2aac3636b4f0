using Layerwise.Tensors;

namespace Layerwise.Generator.Model;

/// <summary>The names that a network's generated part takes in the user's class. A test compares them with the members of what is emitted.</summary>
internal static class GeneratedMembers
{
    private static readonly string[] Facts = ["InputSize", "OutputSize", "LayerCount", "ParameterCount"];

    /// <summary>Of one with recurrent layers, beside the others.</summary>
    public static IReadOnlyList<string> OfSequences { get; } = ["Steps", "StepInputSize", "StepOutputSize", "StateSize", "State"];

    /// <summary>Those that are properties: the compiler keeps the names of two methods for each, even where it makes one.</summary>
    public static IReadOnlyList<string> Properties { get; } = ["Layers", "Parameters", "Heads", "Scaling", "RunningStatistics"];

    /// <summary>Of a network that is trained.</summary>
    /// <param name="has">Whether any of its layers has a tensor.</param>
    /// <param name="heads">The names of its outputs.</param>
    /// <param name="inputs">The names of the parts of its inputs.</param>
    /// <param name="scales">Whether it scales inputs or targets.</param>
    /// <param name="isRecurrent">Whether it has recurrent layers.</param>
    public static IEnumerable<string> OfTrained(
        Func<TensorRole, bool> has, IReadOnlyCollection<string> heads, IReadOnlyCollection<string>? inputs = null, bool scales = false, bool isRecurrent = false) =>
    [
        .. Facts, "Layers", "Parameters", .. TensorView.Of(has).Select(static view => view.Name),
        .. isRecurrent ? OfSequences : [],
        .. scales ? new[] { "Scaling", "FitScaling" } : [],
        .. has(TensorRole.RunningMeans) ? new[] { "RunningStatisticsCount", "RunningStatistics" } : [],
        "Initialize", "Forward", "Backward", "ComputeGradients", "ComputeLoss", "Workspace", "Kernels", "_parameters", "_layers",
        .. heads.Count > 0 ? new[] { "Heads", "_heads" } : [], .. heads.Count > 1 ? new[] { "ComputeLosses" } : [], .. OfParts([.. heads, .. inputs ?? []]),
    ];

    /// <summary>Of a frozen one.</summary>
    /// <param name="parts">The names of its outputs and of the parts of its inputs.</param>
    /// <param name="isRecurrent">Whether it has recurrent layers.</param>
    public static IEnumerable<string> OfFrozen(IReadOnlyCollection<string> parts, bool isRecurrent = false) =>
        [.. Facts, .. isRecurrent ? OfSequences : [], "Forward", "SelfTest", "Kernels", .. OfParts(parts)];

    /// <summary>What outputs and parts of the inputs are called by.</summary>
    public static IEnumerable<string> OfParts(IEnumerable<string> names) => names.SelectMany(static name => new[] { name, name + "Offset", name + "Size" });
}
