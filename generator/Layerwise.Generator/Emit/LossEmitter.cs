using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Emit.Operations;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Emit;

/// <summary>The declared loss: its value, and a whole pass that ends in its gradients.</summary>
internal static class LossEmitter
{
    private const string Losses = Names.Runtime + "Losses.";

    public static void WriteComputeGradients(CodeWriter writer, NetworkSpec network)
    {
        Write(writer, network, Names.ReadOnlySpan, "targets", $"[rows, {network.OutputSize}]: {DescribeTargets(network)}");
        if (network.TakesLabels)
        {
            writer.Line();
            string shape = network.AnswersEachStep ? $"[rows, {Literal.Of(network.Steps)} steps]: the index of the right output of each step" : "[rows]: the index of the right output";
            Write(writer, network, Names.Labels, "labels", $"{shape}, in [0, {Literal.Of(network.AnswerSize)})");
        }
    }

    /// <summary>What stands behind them in the class of the kernels, of a network with one output.</summary>
    public static void WriteKernels(CodeWriter writer, NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        HeadSpec head = network.Heads[0];
        WriteClassWeights(writer, head);
        WriteKernel(writer, plan, Names.ReadOnlySpan, "targets");
        if (network.TakesLabels) WriteKernel(writer, plan, Names.Labels, "labels");
        if (network.AnswersEachStep) WriteStepLoss(writer, network, head, Names.ReadOnlySpan, "targets");
        if (network.AnswersEachStep && network.TakesLabels) WriteStepLoss(writer, network, head, Names.Labels, "labels");
        string value = network.AnswersEachStep
            ? OfSequences(network, "targets", "default", "default", "outputs.Length / OutputSize")
            : Value(network, head, "outputs", "targets", "OutputSize");
        writer.Line($$"""
            /// <summary>The mean {{head.Loss.Kind}} of checked spans.</summary>
            public static float ComputeLoss<TLanes>({{Names.ReadOnlySpan}} outputs, {{Names.ReadOnlySpan}} targets)
                {{Names.WhereLanes}}
            {
                return {{value}};
            }

            """);
    }

    private static void WriteStepLoss(CodeWriter writer, NetworkSpec network, HeadSpec head, string targetType, string target) => writer.Line($$"""
        /// <summary>The mean {{head.Loss.Kind}} of some steps.</summary>
        public static float StepLoss<TLanes>({{Names.ReadOnlySpan}} outputs, {{targetType}} {{target}}, {{Names.Span}} derivatives)
            {{Names.WhereLanes}}
        {
            return {{Derivative(network, head, "outputs", target, "StepOutputSize", "derivatives")}};
        }

        """);

    // The mean over all sequences of that of their steps.
    private static string OfSequences(NetworkSpec network, string target, string derivatives, string lengths, string rows) =>
        $"{Names.Runtime}SequenceLoss.Mean<TLanes, Kernels>(outputs, {target}, {derivatives}, {lengths}, {rows}, Steps, warmup: {Literal.Of(network.WarmupSteps)})";

    /// <summary>The mean loss of an output.</summary>
    /// <param name="network">The network.</param>
    /// <param name="head">The output.</param>
    /// <param name="outputs">Its numbers, as a span.</param>
    /// <param name="targets">Their targets, as a span.</param>
    /// <param name="size">How many of them one sample has.</param>
    public static string Value(NetworkSpec network, HeadSpec head, string outputs, string targets, string size) =>
        $"{Losses}{OfOutputs(network, head)}{Function(head.Loss)}<TLanes>({outputs}, {targets}, {size}, default{Options(head)})";

    /// <summary>The same, which also writes its derivatives with respect to the numbers, or to the pre-activations where both collapse.</summary>
    public static string Derivative(NetworkSpec network, HeadSpec head, string outputs, string targets, string size, string derivatives) =>
        $"{Losses}{(network.IsFusedWithLoss(head) ? network.LastOf(head).Activation.ToString() : "")}{Function(head.Loss)}<TLanes>({outputs}, {targets}, {size}, {derivatives}{Options(head)})";

    /// <summary>What a network minimizes, as comments call it.</summary>
    public static string Describe(NetworkSpec network) => network.HasSeveralHeads ? "weighted sum of the losses of all outputs" : $"mean {network.Heads[0].Loss.Kind}";

    /// <summary>What targets may be.</summary>
    public static string DescribeTargets(NetworkSpec network) => network.HasSeveralHeads
        ? string.Join(", ", network.Heads.Select(static head => $"of {head.Name} [{head.Size}] {TargetRange.Describe(head.Loss.Kind)}"))
        : TargetRange.Describe(network.Heads[0].Loss.Kind);

    public static void WriteComputeLoss(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>The {{Describe(network)}} of outputs that were already computed.</summary>
            /// <param name="outputs">[rows, {{network.OutputSize}}].</param>
            /// <param name="targets">[rows, {{network.OutputSize}}]: {{DescribeTargets(network)}}.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, a target is outside, or there are no rows.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block($"public static float ComputeLoss({Names.ReadOnlySpan} outputs, {Names.ReadOnlySpan} targets)"))
        {
            writer.Line($$"""
                {{CheckComputed}}
                {{CheckTargets(network)}}
                """);
            writer.Line($"return {Names.Runtime}Widest.ComputeLoss<Kernels>(outputs, targets);");
        }

        if (!network.AnswersEachStep) return;
        writer.Line();
        WriteLossOfLengths(writer, network);
    }

    private static void WriteLossOfLengths(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>The {{Describe(network)}} of outputs that were already computed, of sequences some of which have fewer steps than others: of the steps that count.</summary>
            /// <param name="outputs">[rows, {{network.OutputSize}}].</param>
            /// <param name="targets">[rows, {{network.OutputSize}}]: {{DescribeTargets(network)}}, where they count.</param>
            /// <param name="lengths">Steps of each row, from 1 to {{Literal.Of(network.Steps)}}; empty for all steps.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, a length or a target is outside, or there are no rows.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block($"public static float ComputeLoss({Names.ReadOnlySpan} outputs, {Names.ReadOnlySpan} targets, {Names.Labels} lengths)"))
        {
            writer.Line($$"""
                {{CheckCountedSteps}}
                """);
            if (network.HasSeveralHeads)
            {
                writer.Line($$"""
                    {{Names.Runtime}}Guard.StepTargets(targets, lengths, Steps, StepOutputSize, _heads, "targets");
                    {{Names.Span}} losses = stackalloc float[{{Literal.Of(network.Heads.Count)}}];
                    {{Names.Runtime}}Widest.ComputeStepLosses<Kernels>(outputs, targets, lengths, losses);
                    return {{HeadKernels.WeightedSum(network)}};
                    """);
                return;
            }

            writer.Line($$"""
                {{Names.Runtime}}Guard.StepTargets(targets, lengths, Steps, StepOutputSize, {{Names.Root}}Loss.{{network.Heads[0].Loss.Kind}}, "targets");
                return {{Names.Runtime}}Widest.ComputeStepLoss<Kernels>(outputs, targets, lengths, rows, Steps, warmup: {{Literal.Of(network.WarmupSteps)}});
                """);
        }
    }

    private static void Write(CodeWriter writer, NetworkSpec network, string targetType, string target, string targetShape)
    {
        bool isLabels = targetType == Names.Labels;
        writer.Line($$"""
            /// <summary>Forward pass, {{Describe(network)}} and its gradients in one.</summary>
            /// <param name="inputs">[rows, {{network.InputSize}}], at most as many rows as the workspace was made for.</param>
            /// <param name="{{target}}">{{targetShape}}.</param>
            /// <param name="workspace">Overwritten.</param>
            /// <param name="gradients">[{{network.ParameterCount}}], overwritten: the derivative of the mean loss with respect to each parameter.</param>
            /// <returns>The mean loss{{(network.ScalesTargets ? ", of scaled outputs and targets" : "")}}.</returns>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, a {{(isLabels ? "label" : "target")}} is outside, or there are no rows or too many; or gradients or workspace overlap what is read. Nothing is written then.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block($"public float ComputeGradients({Names.ReadOnlySpan} inputs, {targetType} {target}, {Names.Workspace(network)} workspace, {Names.Span} gradients)"))
        {
            string width = !isLabels ? "OutputSize" : network.AnswersEachStep ? "Steps" : "1";
            writer.Line($$"""
                Sys::ArgumentNullException.ThrowIfNull(workspace);
                int rows = {{Names.Runtime}}Guard.AtLeastOneRow(inputs.Length, InputSize, "inputs");
                {{Names.Runtime}}Guard.Length({{target}}.Length, rows, {{width}}, "{{target}}");
                {{Names.Runtime}}Guard.ParameterLength(gradients.Length, ParameterCount, "gradients");
                """);
            WriteOverlaps(writer, network, target, isLabels);
            writer.Line(isLabels
                ? $"{Names.Runtime}Guard.Labels({target}, {(network.AnswersEachStep ? "StepOutputSize" : "OutputSize")}, \"{target}\");"
                : $"workspace.CheckTargets({target}, \"{target}\");");
            ScalingEmitter.WriteRequired(writer, network);
            writer.Line("workspace.BeginPass(rows, \"inputs\", keepsInputs: false);");
            writer.Line($"return {Names.Runtime}Widest.ComputeGradients<Kernels>(inputs, {target}, ref _parameters.Origin, workspace, gradients, rows);");
        }
    }

    /// <summary>The checks of outputs that were already computed, and of their targets: there are rows, and as many of both.</summary>
    public const string CheckComputed = $"""
        int rows = {Names.Runtime}Guard.AtLeastOneRow(outputs.Length, OutputSize, "outputs");
        {Names.Runtime}Guard.Length(targets.Length, rows, OutputSize, "targets");
        """;

    /// <summary>The same, and of the steps of each row that count.</summary>
    public const string CheckCountedSteps = $"""
        {CheckComputed}
        if (!lengths.IsEmpty) {Names.Runtime}Guard.Length(lengths.Length, rows, 1, "lengths");
        {Names.Runtime}Guard.StepCounts(lengths, Steps, "lengths");
        """;

    /// <summary>The check that a loss has a meaning for all targets.</summary>
    public static string CheckTargets(NetworkSpec network) => network is { HasSeveralHeads: true, AnswersEachStep: true }
        ? $"{Names.Runtime}Guard.StepTargets(targets, default, Steps, StepOutputSize, _heads, \"targets\");"
        : network.HasSeveralHeads
        ? $"{Names.Runtime}Guard.Targets(targets, OutputSize, _heads, \"targets\");"
        : network.AnswersEachStep ? $"{Names.Runtime}Guard.StepTargets(targets, default, Steps, StepOutputSize, {Names.Root}Loss.{network.Heads[0].Loss.Kind}, \"targets\");"
        : $"{Names.Runtime}Guard.Targets(targets, OutputSize, {Names.Root}Loss.{network.Heads[0].Loss.Kind}, \"targets\");";

    private static void WriteOverlaps(CodeWriter writer, NetworkSpec network, string target, bool isLabels)
    {
        writer.Line($$"""
            {{Names.Disjoint("gradients", "inputs")}}
            {{Names.Disjoint("gradients", target)}}
            {{Names.OutsideNetwork(network, "gradients")}}
            """);
        WriteOutside(writer, network, "inputs");
        WriteOutside(writer, network, target, isLabels);
    }

    /// <summary>
    /// Refuses what a pass would read while it writes it: every pass writes the workspace and the gradients, one with batch normalization the running statistics too.
    /// </summary>
    public static void WriteOutside(CodeWriter writer, NetworkSpec network, string name, bool isLabels = false)
    {
        string span = isLabels ? $"{Names.Memory}.Cast<int, float>({name})" : name;
        writer.Line($"workspace.RequireOutside({span}, \"{name}\");");
        if (network.HasBatchNormalization) writer.Line($"{Names.Runtime}Guard.Disjoint({span}, RunningStatistics, \"{name}\", \"RunningStatistics\");");
    }

    private static void WriteKernel(CodeWriter writer, NetworkPlan plan, string targetType, string target)
    {
        HeadSpec head = plan.Network.Heads[0];
        writer.Line($$"""
            /// <summary>Forward, loss and backward over checked spans.</summary>
            public static float ComputeGradients<TLanes>({{Names.ReadOnlySpan}} inputs, {{targetType}} {{target}}, ref float parameters, {{Names.WorkspaceMemory}} workspace, {{Names.Span}} gradients, int rows)
                {{Names.WhereLanes}}
            {
                ref float x = {{Names.Start("inputs")}};
                ref float g = {{Names.Start("gradients")}};
                ForwardPass<TLanes>(ref x, ref parameters, workspace, rows);
            """);
        if (plan.Network.ScalesTargets)
        {
            using (writer.Indented()) ScalingEmitter.WriteTargets(writer, plan.Network, Names.Start(target), ScalingEmitter.OutputRoom(plan));
        }

        string loss = plan.Network.AnswersEachStep
            ? OfSequences(plan.Network, Expected(plan, target), "derivatives", "workspace.Lengths", "rows")
            : Derivative(plan.Network, head, "outputs", Expected(plan, target), "OutputSize", "derivatives");
        writer.Line($$"""
                {{Names.ReadOnlySpan}} outputs = {{Names.Memory}}.CreateReadOnlySpan({{WorkspaceValues.Outputs(plan)}}, rows * OutputSize);
                {{Names.Span}} derivatives = {{Names.Memory}}.CreateSpan({{WorkspaceValues.OutputDeltas(plan)}}, rows * OutputSize);
                float loss = {{loss}};
            """);
        using (writer.Indented("}"))
        {
            if (targetType != Names.Labels) writer.Line("workspace.WeighRows(derivatives, rows);");
            TrainingSteps.WriteBackwardFromLosses(writer, plan, "g");
            writer.Line($"BackwardPass<TLanes>({ScalingEmitter.SeenInputs(plan.Network, "ref x")}, ref parameters, workspace, ref g, default, rows);");
            writer.Line("return loss;");
        }

        writer.Line();
    }

    // What the loss compares with: the targets, or where they lie scaled.
    private static string Expected(NetworkPlan plan, string target) =>
        plan.Network.ScalesTargets ? $"{Names.Memory}.CreateReadOnlySpan({ScalingEmitter.OutputRoom(plan)}, rows * OutputSize)" : target;

    /// <summary>The factors of the classes of an output, where it has any.</summary>
    public static void WriteClassWeights(CodeWriter writer, HeadSpec head)
    {
        if (!head.Loss.IsWeightedCrossEntropy || head.Loss.ClassWeights.Count == 0) return;
        writer.Line($"/// <summary>The factors on the loss of each class{(head.IsNamed ? $" of {head.Name}" : "")}.</summary>");
        writer.Line($"private static readonly float[] {ClassWeights(head)} = {{ {string.Join(", ", head.Loss.ClassWeights.Select(Literal.Of))} }};");
        writer.Line();
    }

    private static string ClassWeights(HeadSpec head) => head.Name + "ClassWeights";

    // What a log-softmax gives are the logarithms that these losses would take, also where only the loss is wanted. With the derivative wanted too, these
    // pairs collapse: that with respect to the pre-activations is p − y, or p·Σy − y where targets don't add up to 1.
    private static string OfOutputs(NetworkSpec network, HeadSpec head) =>
        network.IsFusedWithLoss(head) && network.LastOf(head).Traits.GivesLogarithms ? network.LastOf(head).Activation.ToString() : "";

    private static string Function(LossSpec loss) => loss.IsWeightedCrossEntropy ? "WeightedCrossEntropy" : loss.Kind.ToString();

    private static string Options(HeadSpec head) => head.Loss switch
    {
        { Traits.Reads: LossOptions.Delta } loss => ", " + Literal.Of(loss.Delta),
        { Traits.Reads: LossOptions.Beta } loss => ", " + Literal.Of(loss.Beta),
        { IsWeightedCrossEntropy: true } loss => $", {Literal.Of(loss.LabelSmoothing)}, {(loss.ClassWeights.Count > 0 ? ClassWeights(head) : "default")}",
        { Traits.Reads: LossOptions.None } or { TakesLabels: true } => "",
        var loss => throw new InvalidOperationException($"{loss.Kind} has options, and nothing says how they are written."),
    };
}
