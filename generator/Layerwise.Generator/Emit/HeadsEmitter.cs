using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Emit.Operations;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Emit;

/// <summary>What a network with several outputs has beside others: training with targets or derivatives for each.</summary>
internal static class HeadsEmitter
{
    /// <summary>Where each output lies, as data.</summary>
    public static void WriteList(CodeWriter writer, NetworkSpec network)
    {
        writer.Line();
        writer.Line($$"""
            /// <summary>The facts of each output, in their order.</summary>
            {{GeneratedFile.MethodAttribute}}
            public static Sys::ReadOnlySpan<{{Names.Root}}HeadInfo> Heads => _heads;

            {{GeneratedFile.Attribute}}
            private static readonly {{Names.Root}}HeadInfo[] _heads =
            {
            """);
        using (writer.Indented("};"))
        {
            foreach (HeadSpec head in network.Heads)
            {
                string place = $"Layer: {Literal.Of(head.Last)}, {head.Name}Offset, {head.Name}Size";
                writer.Line($"new(\"{head.Name}\", {place}, {Names.Root}Loss.{head.Loss.Kind}, {Literal.Of(head.LossWeight)}),");
            }
        }
    }

    /// <summary>The methods of training that take something for each output.</summary>
    public static void WriteTraining(CodeWriter writer, NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        WriteComputeGradients(writer, plan, static _ => false);
        writer.Line();
        if (network.Heads.Any(TakesLabels))
        {
            WriteComputeGradients(writer, plan, TakesLabels);
            writer.Line();
        }

        WriteBackward(writer, plan);
        writer.Line();
        WriteComputeLosses(writer, network);
        writer.Line();
    }

    // With class weights, labels and targets mean different averages.
    private static bool TakesLabels(HeadSpec head) => head.Loss.TakesLabels && head.Loss.ClassWeights.Count == 0;

    private static void WriteComputeGradients(CodeWriter writer, NetworkPlan plan, Func<HeadSpec, bool> takesLabels)
    {
        NetworkSpec network = plan.Network;
        string Target(HeadSpec head) => takesLabels(head) ? head.Labels : head.Targets;
        writer.Line($$"""
            /// <summary>Forward pass, {{LossEmitter.Describe(network)}} and its gradients in one, with {{(network.Heads.Any(takesLabels) ? "labels or targets" : "targets")}} for each output.</summary>
            /// <param name="inputs">[rows, {{network.InputSize}}], at least one row, at most as many as the workspace was made for.</param>
            """);
        foreach (HeadSpec head in network.Heads)
        {
            string rows = network.AnswersEachStep ? $"rows, {Literal.Of(network.Steps)} steps" : "rows";
            string what = takesLabels(head) ? $"[{rows}]: the index of the right number of {head.Name}, in [0, {Literal.Of(head.Size)})" : $"[{rows}, {Literal.Of(head.Size)}]: {TargetRange.Describe(head.Loss.Kind)}";
            writer.Line($"/// <param name=\"{Target(head)}\">{what}.</param>");
        }

        writer.Line($$"""
            /// <param name="workspace">Overwritten; its <c>HeadLosses</c> are what each output adds to the sum, before its weight.</param>
            /// <param name="gradients">[{{network.ParameterCount}}], overwritten: the derivative of the sum with respect to each parameter.</param>
            /// <returns>The sum.</returns>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, a target is outside, or there are no rows or too many; or gradients or workspace overlap what is read. Nothing is written then.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        string targets = string.Join(", ", network.Heads.Select(head => $"{(takesLabels(head) ? Names.Labels : Names.ReadOnlySpan)} {Target(head)}"));
        using (writer.Block($"public float ComputeGradients({Names.ReadOnlySpan} inputs, {targets}, {Names.Workspace(network)} workspace, {Names.Span} gradients)"))
        {
            writer.Line($$"""
                Sys::ArgumentNullException.ThrowIfNull(workspace);
                int rows = {{Names.Runtime}}Guard.AtLeastOneRow(inputs.Length, InputSize, "inputs");
                """);
            foreach (HeadSpec head in network.Heads)
            {
                writer.Line($"{Names.Runtime}Guard.Length({Target(head)}.Length, rows, {(!takesLabels(head) ? Names.OfSample(network, head.Name + "Size") : network.AnswersEachStep ? "Steps" : "1")}, \"{Target(head)}\");");
            }

            writer.Line($$"""
                {{Names.Runtime}}Guard.ParameterLength(gradients.Length, ParameterCount, "gradients");
                {{Names.Disjoint("gradients", "inputs")}}
                {{Names.OutsideNetwork(network, "gradients")}}
                """);
            LossEmitter.WriteOutside(writer, network, "inputs");
            foreach (HeadSpec head in network.Heads)
            {
                writer.Line(Names.Disjoint("gradients", Target(head)));
                LossEmitter.WriteOutside(writer, network, Target(head), takesLabels(head));
                writer.Line(takesLabels(head)
                    ? $"{Names.Runtime}Guard.Labels({Target(head)}, {head.Name}Size, \"{Target(head)}\");"
                    : network.AnswersEachStep
                    ? $"{Names.Runtime}Guard.StepTargets({Target(head)}, workspace.Lengths.Length == rows ? workspace.Lengths : default, Steps, {head.Name}Size, {Names.Root}Loss.{head.Loss.Kind}, \"{Target(head)}\");"
                    : $"{Names.Runtime}Guard.Targets({Target(head)}, {head.Name}Size, {Names.Root}Loss.{head.Loss.Kind}, \"{Target(head)}\");");
            }

            ScalingEmitter.WriteRequired(writer, network);
            writer.Line("workspace.BeginPass(rows, \"inputs\", keepsInputs: false);");
            foreach (HeadPlan head in plan.Heads)
            {
                string room = $"{Names.Memory}.CreateSpan({WorkspaceValues.Targets(plan, head)}, {Names.Answers(network)} * {head.Head.Name}Size)";
                writer.Line(takesLabels(head.Head)
                    ? $"{Names.Runtime}Heads.FromLabels({Target(head.Head)}, {room});"
                    : $"{Target(head.Head)}.CopyTo({room});");
            }

            writer.Line($"return {Names.Runtime}Widest.ComputeGradients<Kernels>(inputs, {Names.ReadOnlySpan}.Empty, ref _parameters.Origin, workspace, gradients, rows);");
        }
    }

    private static void WriteBackward(CodeWriter writer, NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        writer.Line("/// <summary>The gradients of any scalar function of the outputs of the last training pass, from its derivatives with respect to each output.</summary>");
        foreach (HeadSpec head in network.Heads)
        {
            writer.Line($"/// <param name=\"{head.Gradients}\">[rows, {(network.AnswersEachStep ? $"{Literal.Of(network.Steps)} steps, " : "")}{Literal.Of(head.Size)}]: its derivative with respect to each number of {head.Name}; may lie in the workspace. Empty for zeros.</param>");
        }

        writer.Line($$"""
            /// <param name="workspace">The workspace of that pass.</param>
            /// <param name="gradients">[{{network.ParameterCount}}], overwritten: its derivative with respect to each parameter, summed over the rows.</param>
            /// <param name="inputGradients">[rows, {{network.InputSize}}], overwritten: its derivative with respect to each input; or empty, and they are not computed.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, or one that is written overlaps another one or the network; nothing is written then.</exception>
            /// <exception cref="Sys::InvalidOperationException">No <c>Forward</c> has used the workspace yet.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        string all = string.Join(", ", network.Heads.Select(static head => $"{Names.ReadOnlySpan} {head.Gradients}"));
        using (writer.Block($"public void Backward({all}, {Names.Workspace(network)} workspace, {Names.Span} gradients, {Names.Span} inputGradients = default)"))
        {
            writer.Line($$"""
                Sys::ArgumentNullException.ThrowIfNull(workspace);
                int rows = workspace.RequirePass();
                """);
            foreach (HeadSpec head in network.Heads)
            {
                writer.Line($$"""
                    if (!{{head.Gradients}}.IsEmpty) {{Names.Runtime}}Guard.Length({{head.Gradients}}.Length, rows, {{Names.OfSample(network, head.Name + "Size")}}, "{{head.Gradients}}");
                    {{Names.Disjoint("gradients", head.Gradients)}}
                    {{Names.Disjoint("inputGradients", head.Gradients)}}
                    """);
            }

            string joined = WorkspaceValues.OutputDeltas(plan);
            foreach (HeadSpec head in network.Heads)
            {
                writer.Line($"{Names.Runtime}Heads.Join({head.Gradients}, {head.Name}Size, {joined}, {Names.AnswerSize(network)}, {head.Name}Offset, {Names.Answers(network)});");
            }

            writer.Line($"Backward({Names.Memory}.CreateReadOnlySpan({joined}, rows * OutputSize), workspace, gradients, inputGradients);");
        }
    }

    private static void WriteComputeLosses(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>The mean loss of each output, without its weight, of outputs that were already computed.</summary>
            /// <param name="outputs">[rows, {{network.OutputSize}}].</param>
            /// <param name="targets">[rows, {{network.OutputSize}}]: {{LossEmitter.DescribeTargets(network)}}.</param>
            /// <param name="losses">[{{network.Heads.Count}}], overwritten, in the order of <see cref="Heads"/>.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, a target is outside, or there are no rows.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block($"public static void ComputeLosses({Names.ReadOnlySpan} outputs, {Names.ReadOnlySpan} targets, {Names.Span} losses)"))
        {
            writer.Line($$"""
                {{LossEmitter.CheckComputed}}
                {{Names.Runtime}}Guard.Length(losses.Length, 1, {{Literal.Of(network.Heads.Count)}}, "losses");
                {{LossEmitter.CheckTargets(network)}}
                {{Names.Runtime}}Widest.ComputeLosses<Kernels>(outputs, targets, losses);
                """);
        }

        if (!network.AnswersEachStep) return;
        writer.Line();
        WriteLossesOfLengths(writer, network);
    }

    private static void WriteLossesOfLengths(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>The same of sequences some of which have fewer steps than others: of the steps that count.</summary>
            /// <param name="outputs">[rows, {{network.OutputSize}}].</param>
            /// <param name="targets">[rows, {{network.OutputSize}}]: {{LossEmitter.DescribeTargets(network)}}, where they count.</param>
            /// <param name="lengths">Steps of each row, from 1 to {{Literal.Of(network.Steps)}}; empty for all steps.</param>
            /// <param name="losses">[{{network.Heads.Count}}], overwritten, in the order of <see cref="Heads"/>.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, a length or a target is outside, or there are no rows.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block($"public static void ComputeLosses({Names.ReadOnlySpan} outputs, {Names.ReadOnlySpan} targets, {Names.Labels} lengths, {Names.Span} losses)"))
        {
            writer.Line($$"""
                {{LossEmitter.CheckCountedSteps}}
                {{Names.Runtime}}Guard.Length(losses.Length, 1, {{Literal.Of(network.Heads.Count)}}, "losses");
                {{Names.Runtime}}Guard.StepTargets(targets, lengths, Steps, StepOutputSize, _heads, "targets");
                {{Names.Runtime}}Widest.ComputeStepLosses<Kernels>(outputs, targets, lengths, losses);
                """);
        }
    }
}
