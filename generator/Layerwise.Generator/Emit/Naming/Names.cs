using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Naming;

/// <summary>
/// Names in generated code. Inside a user's type every short name may mean something else, but for what stands behind an alias and two colons: there C# looks
/// among aliases only.
/// </summary>
internal static class Names
{
    public const string Root = "Lw::";
    public const string Runtime = "Rt::";
    public const string ReadOnlySpan = "Sys::ReadOnlySpan<float>";
    public const string Labels = "Sys::ReadOnlySpan<int>";
    public const string Span = "Sys::Span<float>";
    public const string Memory = "Mem::MemoryMarshal";
    public const string WorkspaceMemory = "Rt::WorkspaceMemory";
    public const string WhereLanes = "where TLanes : struct, Rt::ILanes<TLanes>";

    /// <summary>A reference that lies behind another one, inside the struct of the kernels.</summary>
    public static string At(string reference, string offset) => offset == "0" ? $"ref {reference}" : $"ref At(ref {reference}, {offset})";

    /// <summary>The first running mean of a layer: the running statistics lie behind the parameters.</summary>
    public static string Statistics(LayerSpec layer) =>
        At("parameters", "ParameterCount" + (layer.StatisticsOffset == 0 ? "" : " + " + Literal.Of(layer.StatisticsOffset)));

    /// <summary>The type of a network's workspace, as the generic runtime sees it.</summary>
    public static string Workspace(NetworkSpec network) => $"{Root}Workspace<{network.Type.Reference}>";

    /// <summary>A statement that refuses spans which share memory, one of which the call writes.</summary>
    public static string Disjoint(string span, string other) => $"{Runtime}Guard.Disjoint({span}, {other}, \"{span}\", \"{other}\");";

    /// <summary>The same of a span and all that a network holds.</summary>
    public static string OutsideNetwork(NetworkSpec network, string span, string parameters = "_parameters") =>
        $"{Runtime}Guard.Disjoint({span}, {parameters}.Span, \"{span}\", \"{Held(network)}\");";

    /// <summary>What messages call all that a network holds.</summary>
    public static string Held(NetworkSpec network) =>
        (network.HasBatchNormalization ? "Parameters or RunningStatistics" : "Parameters") + (network.Scales ? " or Scaling" : "");

    /// <summary>The first float of a span.</summary>
    public static string Start(string span) => $"ref {Memory}.GetReference({span})";

    /// <summary>The constant that says how many numbers an answer of all outputs has: to a sample, or to a step.</summary>
    public static string AnswerSize(NetworkSpec network) => network.IsRecurrent ? "StepOutputSize" : "OutputSize";

    /// <summary>So many numbers of an output as a sample has of it.</summary>
    public static string OfSample(NetworkSpec network, string size) => network.AnswersEachStep ? $"Steps * {size}" : size;

    /// <summary>So many times as many: what a number of samples has, of which each has some. Nothing is multiplied by 1.</summary>
    public static string Times(string samples, int each) => each == 1 ? samples : samples == "1" ? Literal.Of(each) : $"{samples} * {Literal.Of(each)}";

    /// <summary>The answers to so many samples.</summary>
    public static string Answers(NetworkSpec network) => network.AnswersEachStep ? "rows * Steps" : "rows";
}
