using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Emit.Operations;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>The passes of training: forward into a workspace, backward out of it, and both with the loss between them.</summary>
internal static class TrainingEmitter
{
    public static GeneratedFile Emit(NetworkPlan plan) =>
        GeneratedFile.Of(plan.Network, "Training", "", "", writer =>
        {
            NetworkSpec network = plan.Network;
            WriteForward(writer, plan);
            writer.Line();
            WriteBackward(writer, network);
            writer.Line();
            LossEmitter.WriteComputeGradients(writer, network);
            writer.Line();
            LossEmitter.WriteComputeLoss(writer, network);
            writer.Line();
            if (network.HasSeveralHeads) HeadsEmitter.WriteTraining(writer, plan);
            string labels = network.TakesLabels ? $", {Names.Runtime}ILabelTraining" : network.HasSeveralHeads ? $", {Names.Runtime}I{(network.AnswersEachStep ? "Step" : "")}HeadTraining" : "";
            string steps = !network.AnswersEachStep || network.HasSeveralHeads ? "" : network.TakesLabels ? $", {Names.Runtime}ILabelStepLoss" : $", {Names.Runtime}IStepLoss";
            using (writer.Block($"private readonly partial struct Kernels : {Names.Runtime}ITraining{labels}{steps}"))
            {
                WriteForwardPass(writer, plan);
                writer.Line();
                WriteBackwardEntry(writer, plan);
                writer.Line();
                if (network.HasSeveralHeads) HeadKernels.Write(writer, plan);
                else LossEmitter.WriteKernels(writer, plan);
                WriteBackwardPass(writer, plan);
            }
        });

    private static void WriteForward(CodeWriter writer, NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        writer.Line($$"""
            /// <summary>The forward pass of training: keeps in the workspace what <c>Backward</c> needs.</summary>
            /// <param name="inputs">[rows, {{network.InputSize}}], at most as many rows as the workspace was made for; copied first, so that they may lie in the workspace.</param>
            /// <param name="workspace">Overwritten.</param>
            /// <returns>The outputs [rows, {{network.OutputSize}}], inside the workspace: valid until its next pass.</returns>
            /// <exception cref="Sys::ArgumentException">The inputs have the wrong length or too many rows.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block($"public {Names.ReadOnlySpan} Forward({Names.ReadOnlySpan} inputs, {Names.Workspace(network)} workspace)"))
        {
            writer.Line($$"""
                Sys::ArgumentNullException.ThrowIfNull(workspace);
                int rows = {{Names.Runtime}}Guard.Rows(inputs.Length, InputSize, "inputs");
                """);
            ScalingEmitter.WriteRequired(writer, network);
            writer.Line($$"""
                workspace.BeginPass(rows, "inputs", keepsInputs: true);
                ref float x = ref workspace.InputsOrigin;
                inputs.CopyTo({{Names.Memory}}.CreateSpan(ref x, inputs.Length));
                """);
            writer.Line($"{Names.Runtime}Widest.ForwardPass<Kernels>(ref x, ref _parameters.Origin, workspace, rows);");
            writer.Line($"return {Names.Memory}.CreateReadOnlySpan({(network.ScalesTargets ? ScalingEmitter.OutputRoom(plan) : WorkspaceValues.Outputs(plan))}, rows * OutputSize);");
        }
    }

    private static void WriteBackward(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>The gradients of any scalar function of the outputs of the last training pass.</summary>
            /// <param name="outputGradients">[rows, {{network.OutputSize}}]: its derivative with respect to each output; may lie in the workspace.</param>
            /// <param name="workspace">The workspace of that pass.</param>
            /// <param name="gradients">[{{network.ParameterCount}}], overwritten: its derivative with respect to each parameter, summed over the rows.</param>
            /// <param name="inputGradients">[rows, {{network.InputSize}}], overwritten: its derivative with respect to each input; or empty, and they are not computed.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, or one that is written overlaps another one or the network; nothing is written then.</exception>
            /// <exception cref="Sys::InvalidOperationException">No <c>Forward</c> has used the workspace yet.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block($"public void Backward({Names.ReadOnlySpan} outputGradients, {Names.Workspace(network)} workspace, {Names.Span} gradients, {Names.Span} inputGradients = default)"))
        {
            writer.Line($$"""
                Sys::ArgumentNullException.ThrowIfNull(workspace);
                int rows = workspace.RequirePass();
                {{Names.Runtime}}Guard.Length(outputGradients.Length, rows, OutputSize, "outputGradients");
                {{Names.Runtime}}Guard.ParameterLength(gradients.Length, ParameterCount, "gradients");
                if (!inputGradients.IsEmpty) {{Names.Runtime}}Guard.Length(inputGradients.Length, rows, InputSize, "inputGradients");
                {{Names.Disjoint("gradients", "outputGradients")}}
                {{Names.OutsideNetwork(network, "gradients")}}
                {{Names.Disjoint("inputGradients", "outputGradients")}}
                {{Names.Disjoint("inputGradients", "gradients")}}
                {{Names.OutsideNetwork(network, "inputGradients")}}
                ref float dy = {{Names.Start("outputGradients")}};
                ref float g = {{Names.Start("gradients")}};
                """);
            writer.Line($"{Names.Runtime}Widest.Backward<Kernels>(ref dy, ref _parameters.Origin, workspace, ref g, inputGradients, rows);");
        }
    }

    private static void WriteBackwardEntry(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line($$"""
            /// <summary>From the derivatives with respect to the outputs to all gradients.</summary>
            public static void Backward<TLanes>(ref float outputGradients, ref float parameters, {{Names.WorkspaceMemory}} workspace, ref float gradients, {{Names.Span}} inputGradients, int rows)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            string derivatives = plan.Network.ScalesTargets ? ScalingEmitter.DerivativeRoom(plan) : "ref outputGradients";
            if (plan.Network.ScalesTargets) ScalingEmitter.WriteOutputDerivatives(writer, plan.Network, "ref outputGradients", derivatives);
            TrainingSteps.WriteBackwardToLastMap(writer, plan, derivatives, "gradients");
            writer.Line("BackwardPass<TLanes>(ref workspace.InputsOrigin, ref parameters, workspace, ref gradients, inputGradients, rows);");
        }
    }

    private static void WriteForwardPass(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line($$"""
            /// <summary>All samples through one layer after the other; every activation stays in the workspace.</summary>
            public static void ForwardPass<TLanes>(ref float inputs, ref float parameters, {{Names.WorkspaceMemory}} workspace, int rows)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            if (plan.Network.ScalesInputs)
            {
                ScalingEmitter.WriteInputs(writer, plan.Network, "ref inputs", "ref workspace.InputsOrigin", ScalingEmitter.InputRows(plan.Network));
                writer.Line("inputs = ref workspace.InputsOrigin;");
            }

            TrainingSteps.WriteForward(writer, plan);
            if (!plan.Network.ScalesTargets) return;
            ScalingEmitter.WriteOutputs(writer, plan.Network, WorkspaceValues.Outputs(plan), ScalingEmitter.OutputRoom(plan), Names.Answers(plan.Network));
        }
    }

    private static void WriteBackwardPass(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line($$"""
            /// <summary>From the deltas of the last layer to the gradients of every layer, and of the inputs unless that span is empty.</summary>
            private static void BackwardPass<TLanes>(ref float inputs, ref float parameters, {{Names.WorkspaceMemory}} workspace, ref float gradients, {{Names.Span}} inputGradients, int rows)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            TrainingSteps.WriteBackwardFromLastMap(writer, plan, "gradients");
            ScalingEmitter.WriteInputDerivatives(writer, plan.Network);
        }
    }
}
