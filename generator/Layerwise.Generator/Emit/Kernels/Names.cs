using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>Fully qualified names for generated code: inside a user's type every short name may mean something else.</summary>
internal static class Names
{
    public const string Root = "global::Layerwise.";
    public const string Runtime = "global::Layerwise.Runtime.";
    public const string ReadOnlySpan = "global::System.ReadOnlySpan<float>";
    public const string Labels = "global::System.ReadOnlySpan<int>";
    public const string Span = "global::System.Span<float>";
    public const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";
    public const string Memory = "global::System.Runtime.InteropServices.MemoryMarshal";
    public const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";
    /// <summary>
    /// Kernels are compiled once, fully: calls into the lanes that a first tier does not inline take 30 times as long, for the tenth of a second
    /// until the next tier takes over.
    /// </summary>
    public const string Optimize = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";
    public const string WhereLanes = "where TLanes : struct, " + Runtime + "ILanes<TLanes>";

    /// <summary>A reference that lies <paramref name="offset"/> floats behind another one, inside the class of the kernels.</summary>
    public static string At(string reference, string offset) => offset == "0" ? $"ref {reference}" : $"ref At(ref {reference}, {offset})";

    public static string At(string reference, int offset) => At(reference, Literal.Of(offset));

    /// <summary>The first running mean of a layer: the running statistics lie behind the parameters.</summary>
    public static string Statistics(LayerSpec layer) =>
        At("parameters", "ParameterCount" + (layer.StatisticsOffset == 0 ? "" : " + " + Literal.Of(layer.StatisticsOffset)));

    /// <summary>The type of a network's workspace, as the generic runtime sees it.</summary>
    public static string Workspace(NetworkSpec network) => $"{Root}Workspace<{network.Type.Reference}>";

    /// <summary>A statement that refuses spans which share memory, one of which the call writes.</summary>
    public static string Disjoint(string span, string other) => $"{Runtime}Guard.Disjoint({span}, {other}, \"{span}\", \"{other}\");";

    /// <summary>The same of a span and all that a network holds.</summary>
    public static string OutsideNetwork(NetworkSpec network, string span)
    {
        string name = network.HasBatchNormalization ? "Parameters or RunningStatistics" : "Parameters";
        return $"{Runtime}Guard.Disjoint({span}, _parameters.Span, \"{span}\", \"{name}\");";
    }

    /// <summary>The first float of a span.</summary>
    public static string Start(string span) => $"ref {Memory}.GetReference({span})";
}
