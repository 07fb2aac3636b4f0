using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Emit.Operations;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>What stands in the class of the kernels of a network with several outputs: all losses, their weighted sum, and a pass that ends in its gradients.</summary>
internal static class HeadKernels
{
    /// <summary>Writes them.</summary>
    public static void Write(CodeWriter writer, NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        foreach (HeadSpec head in network.Heads) LossEmitter.WriteClassWeights(writer, head);
        if (network.AnswersEachStep)
        {
            foreach (HeadSpec head in network.Heads) WriteStepLoss(writer, network, head);
        }

        WriteGradientsKernel(writer, plan);
        writer.Line();
        WriteLossesKernel(writer, network);
        writer.Line();
        writer.Line($$"""
            /// <summary>The weighted sum of the losses of checked spans.</summary>
            public static float ComputeLoss<TLanes>({{Names.ReadOnlySpan}} outputs, {{Names.ReadOnlySpan}} targets)
                {{Names.WhereLanes}}
            {
                {{Names.Span}} losses = stackalloc float[{{Literal.Of(network.Heads.Count)}}];
                ComputeLosses<TLanes>(outputs, targets, losses);
                return {{WeightedSum(network)}};
            }

            private static {{Names.Span}} View(ref float origin, int length) => {{Names.Memory}}.CreateSpan(ref origin, length);

            """);
    }

    /// <summary>The sum of some losses, in the order of the outputs, each times its weight.</summary>
    public static string WeightedSum(NetworkSpec network) => string.Join(" + ", network.Heads.Select(static (head, index) => Weighted(head, $"losses[{Literal.Of(index)}]")));

    private static void WriteGradientsKernel(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line($$"""
            /// <summary>Forward, losses and backward over checked spans. Without targets, those of each output lie in the workspace already.</summary>
            public static float ComputeGradients<TLanes>({{Names.ReadOnlySpan}} inputs, {{Names.ReadOnlySpan}} targets, ref float parameters, {{Names.WorkspaceMemory}} workspace, {{Names.Span}} gradients, int rows)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            writer.Line($"ref float x = {Names.Start("inputs")};");
            writer.Line($"ref float g = {Names.Start("gradients")};");
            using (writer.Block("if (!targets.IsEmpty)"))
            {
                writer.Line($"ref float y = {Names.Start("targets")};");
                foreach (HeadPlan head in plan.Heads)
                {
                    string name = head.Head.Name;
                    writer.Line($"{Names.Runtime}Heads.Split<TLanes>({WorkspaceValues.Targets(plan, head)}, {name}Size, ref y, {Names.AnswerSize(plan.Network)}, {name}Offset, {Names.Answers(plan.Network)});");
                }
            }

            writer.Line();
            writer.Line("ForwardPass<TLanes>(ref x, ref parameters, workspace, rows);");
            for (int i = 0; i < plan.Heads.Length; i++)
            {
                HeadPlan head = plan.Heads[i];
                string name = head.Head.Name;
                string View(string origin) => $"View({origin}, {Names.Answers(plan.Network)} * {name}Size)";
                string deltas = WorkspaceValues.Deltas(plan, head.Value);
                string outputs = View(WorkspaceValues.Of(plan, head.Value)), targets = View(WorkspaceValues.Targets(plan, head));
                string loss = plan.Network.AnswersEachStep
                    ? OfSequences(plan.Network, head.Head, outputs, targets, View(deltas), "workspace.Lengths")
                    : LossEmitter.Derivative(plan.Network, head.Head, outputs, targets, name + "Size", View(deltas));
                writer.Line($"float {head.Head.LossVariable} = {loss};");
                if (head.Head.LossWeight != 1) writer.Line($"{Names.Runtime}Heads.Weigh<TLanes>({deltas}, {Literal.Of(head.Head.LossWeight)}, {Names.Answers(plan.Network)} * {name}Size);");
                writer.Line($"workspace.WeighRows({View(deltas)}, rows);");
                writer.Line($"workspace.SetHeadLoss({Literal.Of(i)}, {head.Head.LossVariable});");
            }

            TrainingSteps.WriteBackwardFromLosses(writer, plan, "g");
            writer.Line($"BackwardPass<TLanes>({ScalingEmitter.SeenInputs(plan.Network, "ref x")}, ref parameters, workspace, ref g, default, rows);");
            writer.Line($"return {string.Join(" + ", plan.Heads.Select(static head => Weighted(head.Head, head.Head.LossVariable)))};");
        }
    }

    private static void WriteLossesKernel(CodeWriter writer, NetworkSpec network)
    {
        int largest = network.Heads.Max(static head => head.Size);
        if (network.AnswersEachStep)
        {
            writer.Line($$"""
                /// <summary>The mean loss of each output of checked spans.</summary>
                public static void ComputeLosses<TLanes>({{Names.ReadOnlySpan}} outputs, {{Names.ReadOnlySpan}} targets, {{Names.Span}} losses)
                    {{Names.WhereLanes}} => ComputeStepLosses<TLanes>(outputs, targets, lengths: default, losses);

                """);
        }

        (string method, string lengths) = network.AnswersEachStep ? ("ComputeStepLosses", $", {Names.Labels} lengths") : ("ComputeLosses", "");
        writer.Line($$"""
            /// <summary>The mean loss of each output of checked spans{{(network.AnswersEachStep ? ", of the steps that count" : "")}}.</summary>
            public static void {{method}}<TLanes>({{Names.ReadOnlySpan}} outputs, {{Names.ReadOnlySpan}} targets{{lengths}}, {{Names.Span}} losses)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            writer.Line($$"""
                int rows = outputs.Length / OutputSize;
                int length = {{Names.Answers(network)}} * {{Literal.Of(largest)}} + {{Names.Runtime}}AlignedBuffer.Slack;
                {{Names.Runtime}}AlignedBuffer scratch = {{Names.Runtime}}Scratch.Rent(2 * length);
                ref float a = ref scratch.Origin;
                ref float y = ref At(ref a, length);
                ref float allOutputs = {{Names.Start("outputs")}};
                ref float allTargets = {{Names.Start("targets")}};
                """);
            for (int i = 0; i < network.Heads.Count; i++)
            {
                HeadSpec head = network.Heads[i];
                string View(string origin) => $"View(ref {origin}, {Names.Answers(network)} * {head.Name}Size)";
                string Split(string part, string whole) =>
                    $"{Names.Runtime}Heads.Split<TLanes>(ref {part}, {head.Name}Size, ref {whole}, {Names.AnswerSize(network)}, {head.Name}Offset, {Names.Answers(network)});";
                string loss = network.AnswersEachStep
                    ? OfSequences(network, head, View("a"), View("y"), "default", "lengths")
                    : LossEmitter.Value(network, head, View("a"), View("y"), head.Name + "Size");
                writer.Line($$"""
                    {{Split("a", "allOutputs")}}
                    {{Split("y", "allTargets")}}
                    losses[{{Literal.Of(i)}}] = {{loss}};
                    """);
            }

            writer.Line($"{Names.Runtime}Scratch.Return(scratch);");
        }
    }

    // What SequenceLoss asks for, as a type.
    private static void WriteStepLoss(CodeWriter writer, NetworkSpec network, HeadSpec head)
    {
        writer.Line($"/// <summary>The mean {head.Loss.Kind} of some steps of {head.Name}.</summary>");
        using (writer.Block($"private readonly struct {LossType(head)} : {Names.Runtime}IStepLoss"))
        {
            writer.Line($$"""
                public static float StepLoss<TLanes>({{Names.ReadOnlySpan}} outputs, {{Names.ReadOnlySpan}} targets, {{Names.Span}} derivatives)
                    {{Names.WhereLanes}} => {{LossEmitter.Derivative(network, head, "outputs", "targets", head.Name + "Size", "derivatives")}};
                """);
        }

        writer.Line();
    }

    private static string LossType(HeadSpec head) => "LossOf" + head.Name;

    // The mean over all sequences of that of their steps.
    private static string OfSequences(NetworkSpec network, HeadSpec head, string outputs, string targets, string derivatives, string lengths) =>
        $"{Names.Runtime}SequenceLoss.Mean<TLanes, {LossType(head)}>({outputs}, {targets}, {derivatives}, {lengths}, rows, Steps, warmup: {Literal.Of(network.WarmupSteps)})";

    private static string Weighted(HeadSpec head, string loss) => head.LossWeight == 1 ? loss : $"{Literal.Of(head.LossWeight)} * {loss}";
}
