using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Emit.Operations;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>
/// The scaling that a network does at the doors of its passes: inputs before the first step sees them, outputs when they leave, targets on their way to the loss. No step knows of
/// it.
/// </summary>
internal static class ScalingEmitter
{
    private const string Inputs = "InputScales";
    private const string Targets = "TargetScales";

    /// <summary>The members by which the program says what is scaled by.</summary>
    public static void WriteMembers(CodeWriter writer, NetworkSpec network)
    {
        string what = network.ScalesInputs && network.ScalesTargets ? "inputs and targets" : network.ScalesInputs ? "inputs" : "targets";
        writer.Line($$"""
            /// <summary>What {{what}} are scaled by; null until it is known: by <see cref="FitScaling"/>, from a file, or set here.</summary>
            /// <exception cref="Sys::ArgumentException">It is for other inputs or targets than the network scales.</exception>
            {{GeneratedFile.MethodAttribute}}
            public {{Names.Root}}Scaling? Scaling
            {
                get => {{Names.Runtime}}NetworkScaling.Get(this);
                set => {{Names.Runtime}}NetworkScaling.Set(this, value);
            }

            /// <summary>Finds in training data what {{what}} are scaled by, and scales by it from now on. Before the training, and of the training data alone.</summary>
            /// <param name="training">The samples to learn from, as they come.</param>
            /// <returns>The scaling, with what was found: columns that are constant, values that are missing, outliers.</returns>
            /// <exception cref="Sys::ArgumentException">The samples don't have the sizes of the network{{(network.ScalesTargets ? ", or have labels" : "")}}.</exception>
            {{GeneratedFile.MethodAttribute}}
            public {{Names.Root}}Scaling FitScaling({{Names.Root}}Dataset training) => {{Names.Runtime}}NetworkScaling.Fit(this, training);
            """);
    }

    /// <summary>What trainers and savers see of it.</summary>
    public static string GenericView(NetworkSpec network, string view)
    {
        if (!network.Scales) return "";
        string inputs = network.ScalesInputs ? $"\n\nstatic {Names.Root}InputScaling {view}.InputScaling => {Names.Root}InputScaling.{network.InputScaling};" : "";
        string targets = network.ScalesTargets ? $"\n\nstatic {Names.Root}TargetScaling {view}.TargetScaling => {Names.Root}TargetScaling.{network.TargetScaling};" : "";
        return $"{inputs}{targets}\n\n{Names.Span} {view}.ScalingNumbers => _parameters.Span[Kernels.{(network.ScalesInputs ? Inputs : Targets)}..];";
    }

    /// <summary>Where the numbers begin, as constants of the kernels.</summary>
    public static void WriteOffsets(CodeWriter writer, NetworkSpec network)
    {
        if (!network.Scales) return;
        string start = network.HasBatchNormalization ? "ParameterCount + RunningStatisticsCount" : "ParameterCount";
        writer.Line("// Where the numbers to scale by begin: centers, and behind them scales.");
        if (network.ScalesInputs) writer.Line($"public const int {Inputs} = {start};");
        if (network.ScalesTargets) writer.Line($"public const int {Targets} = {(network.ScalesInputs ? $"{Inputs} + (2 * {InputWidth(network)})" : start)};");
        writer.Line();
    }

    /// <summary>A condition that holds once they are known.</summary>
    public static string IsKnown(NetworkSpec network) => network.Scales ? $" && {FirstScale(network, "_parameters")} != 0" : "";

    /// <summary>A statement that refuses a pass until they are known.</summary>
    public static void WriteRequired(CodeWriter writer, NetworkSpec network, string parameters = "_parameters")
    {
        if (network.Scales) writer.Line($"{Names.Runtime}NetworkScaling.Require<{network.Type.Reference}>({FirstScale(network, parameters)});");
    }

    /// <summary>Scales what a pass reads into room of its own.</summary>
    public static void WriteInputs(CodeWriter writer, NetworkSpec network, string inputs, string results, string rows) =>
        writer.Line($"{Names.Runtime}Scales.Apply<TLanes>({inputs}, {results}, {Names.At("parameters", Inputs)}, {InputWidth(network)}, {rows});");

    /// <summary>Brings outputs to the unit of the targets.</summary>
    public static void WriteOutputs(CodeWriter writer, NetworkSpec network, string outputs, string results, string rows)
    {
        if (network.ScalesTargets) writer.Line($"{Names.Runtime}Scales.Undo<TLanes>({outputs}, {results}, {Names.At("parameters", Targets)}, {Names.AnswerSize(network)}, {rows});");
    }

    /// <summary>Scales targets, so that the loss compares them with what the last layer makes.</summary>
    public static void WriteTargets(CodeWriter writer, NetworkSpec network, string targets, string results) =>
        writer.Line($"{Names.Runtime}Scales.Apply<TLanes>({targets}, {results}, {Names.At("parameters", Targets)}, {Names.AnswerSize(network)}, {Names.Answers(network)});");

    /// <summary>Derivatives with respect to outputs become those with respect to what the last layer makes.</summary>
    public static void WriteOutputDerivatives(CodeWriter writer, NetworkSpec network, string derivatives, string results) =>
        writer.Line($"{Names.Runtime}Scales.Multiply<TLanes>({derivatives}, {results}, {Names.At("parameters", Targets)}, {Names.AnswerSize(network)}, {Names.Answers(network)});");

    /// <summary>Derivatives with respect to what the first layer sees become those with respect to the inputs.</summary>
    public static void WriteInputDerivatives(CodeWriter writer, NetworkSpec network)
    {
        if (!network.ScalesInputs) return;
        string derivatives = Names.Start("inputGradients");
        string scales = $"{Names.At("parameters", Inputs)}, {InputWidth(network)}, {InputRows(network)}";
        writer.Line($"if (!inputGradients.IsEmpty) {Names.Runtime}Scales.Divide<TLanes>({derivatives}, {derivatives}, {scales});");
    }

    /// <summary>The constant that says how many inputs have numbers of their own to scale by: those of a sample, or of a step.</summary>
    public static string InputWidth(NetworkSpec network) => network.IsRecurrent ? "StepInputSize" : "InputSize";

    /// <summary>How many such rows of inputs a training pass reads.</summary>
    public static string InputRows(NetworkSpec network) => network.IsRecurrent ? "rows * Steps" : "rows";

    /// <summary>What the first layer saw of a training pass.</summary>
    public static string SeenInputs(NetworkSpec network, string inputs) => network.ScalesInputs ? "ref workspace.InputsOrigin" : inputs;

    /// <summary>Room in the workspace for outputs in the unit of the targets, and for scaled targets where a loss reads them.</summary>
    public static string OutputRoom(NetworkPlan plan) => WorkspaceValues.Targets(plan, plan.Heads[0]);

    /// <summary>Room in the workspace for scaled derivatives.</summary>
    public static string DerivativeRoom(NetworkPlan plan) => WorkspaceValues.ScaledDerivatives(plan);

    private static string FirstScale(NetworkSpec network, string parameters) =>
        $"{parameters}.Span[Kernels.{(network.ScalesInputs ? $"{Inputs} + {InputWidth(network)}" : $"{Targets} + {Names.AnswerSize(network)}")}]";
}
