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
        Write(writer, network, Names.ReadOnlySpan, "targets", $"[rows, {network.OutputSize}]: {TargetRange.Describe(network.Loss.Kind)}");
        if (network.Loss.TakesLabels)
        {
            writer.Line();
            Write(writer, network, Names.Labels, "labels", $"[rows]: the index of the right output, in [0, {network.OutputSize})");
        }
    }

    /// <summary>What stands behind them in the class of the kernels.</summary>
    public static void WriteKernels(CodeWriter writer, NetworkPlan plan)
    {
        WriteClassWeights(writer, plan.Network.Loss);
        WriteKernel(writer, plan, Names.ReadOnlySpan, "targets");
        if (plan.Network.Loss.TakesLabels) WriteKernel(writer, plan, Names.Labels, "labels");
        WriteLossKernel(writer, plan.Network);
    }

    private static void WriteLossKernel(CodeWriter writer, NetworkSpec network) => writer.Line($$"""
        /// <summary>The mean {{network.Loss.Kind}} of checked spans.</summary>
        public static float ComputeLoss<TLanes>({{Names.ReadOnlySpan}} outputs, {{Names.ReadOnlySpan}} targets)
            {{Names.WhereLanes}}
        {
            return {{Losses}}{{OfOutputs(network)}}{{Function(network.Loss)}}<TLanes>(outputs, targets, OutputSize, default{{Options(network.Loss)}});
        }

        """);

    public static void WriteComputeLoss(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>The mean {{network.Loss.Kind}} of outputs that were already computed.</summary>
            /// <param name="outputs">[rows, {{network.OutputSize}}].</param>
            /// <param name="targets">[rows, {{network.OutputSize}}]: {{TargetRange.Describe(network.Loss.Kind)}}.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, a target is outside, or there are no rows.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block($"public static float ComputeLoss({Names.ReadOnlySpan} outputs, {Names.ReadOnlySpan} targets)"))
        {
            writer.Line($$"""
                int rows = {{Names.Runtime}}Guard.AtLeastOneRow(outputs.Length, OutputSize, "outputs");
                {{Names.Runtime}}Guard.Length(targets.Length, rows, OutputSize, "targets");
                {{Names.Runtime}}Guard.Targets(targets, OutputSize, {{Names.Root}}Loss.{{network.Loss.Kind}}, "targets");
                """);
            writer.Line($"return {Names.Runtime}Widest.ComputeLoss<Kernels>(outputs, targets);");
        }
    }

    private static void Write(CodeWriter writer, NetworkSpec network, string targetType, string target, string targetShape)
    {
        bool isLabels = targetType == Names.Labels;
        writer.Line($$"""
            /// <summary>Forward pass, mean {{network.Loss.Kind}} and its gradients in one.</summary>
            /// <param name="inputs">[rows, {{network.InputSize}}], at most as many rows as the workspace was made for.</param>
            /// <param name="{{target}}">{{targetShape}}.</param>
            /// <param name="workspace">Overwritten.</param>
            /// <param name="gradients">[{{network.ParameterCount}}], overwritten: the derivative of the mean loss with respect to each parameter.</param>
            /// <returns>The mean loss.</returns>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, a {{(isLabels ? "label" : "target")}} is outside, or there are no rows or too many; or gradients or workspace overlap what is read. Nothing is written then.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        using (writer.Block($"public float ComputeGradients({Names.ReadOnlySpan} inputs, {targetType} {target}, {Names.Workspace(network)} workspace, {Names.Span} gradients)"))
        {
            string width = isLabels ? "1" : "OutputSize";
            writer.Line($$"""
                Sys::ArgumentNullException.ThrowIfNull(workspace);
                int rows = {{Names.Runtime}}Guard.AtLeastOneRow(inputs.Length, InputSize, "inputs");
                {{Names.Runtime}}Guard.Length({{target}}.Length, rows, {{width}}, "{{target}}");
                {{Names.Runtime}}Guard.ParameterLength(gradients.Length, ParameterCount, "gradients");
                """);
            WriteOverlaps(writer, network, target, isLabels);
            writer.Line(isLabels
                ? $"{Names.Runtime}Guard.Labels({target}, OutputSize, \"{target}\");"
                : $"workspace.CheckTargets({target}, \"{target}\");");
            writer.Line("workspace.BeginPass(rows, \"inputs\", keepsInputs: false);");
            writer.Line($"return {Names.Runtime}Widest.ComputeGradients<Kernels>(inputs, {target}, ref _parameters.Origin, workspace, gradients, rows);");
        }
    }

    // Every pass writes the workspace and the gradients; one with batch normalization the running statistics too.
    private static void WriteOverlaps(CodeWriter writer, NetworkSpec network, string target, bool isLabels)
    {
        writer.Line($$"""
            {{Names.Disjoint("gradients", "inputs")}}
            {{Names.Disjoint("gradients", target)}}
            {{Names.OutsideNetwork(network, "gradients")}}
            """);
        string targets = isLabels ? $"{Names.Memory}.Cast<int, float>({target})" : target;
        foreach ((string span, string name) in new[] { ("inputs", "inputs"), (targets, target) })
        {
            writer.Line($"workspace.RequireOutside({span}, \"{name}\");");
            if (network.HasBatchNormalization) writer.Line($"{Names.Runtime}Guard.Disjoint({span}, RunningStatistics, \"{name}\", \"RunningStatistics\");");
        }
    }

    private static void WriteKernel(CodeWriter writer, NetworkPlan plan, string targetType, string target)
    {
        NetworkSpec network = plan.Network;
        writer.Line($$"""
            /// <summary>Forward, loss and backward over checked spans.</summary>
            public static float ComputeGradients<TLanes>({{Names.ReadOnlySpan}} inputs, {{targetType}} {{target}}, ref float parameters, {{Names.WorkspaceMemory}} workspace, {{Names.Span}} gradients, int rows)
                {{Names.WhereLanes}}
            {
                ref float x = {{Names.Start("inputs")}};
                ref float g = {{Names.Start("gradients")}};
                ForwardPass<TLanes>(ref x, ref parameters, workspace, rows);
                {{Names.ReadOnlySpan}} outputs = {{Names.Memory}}.CreateReadOnlySpan({{WorkspaceValues.Outputs(plan)}}, rows * OutputSize);
                {{Names.Span}} derivatives = {{Names.Memory}}.CreateSpan({{WorkspaceValues.OutputDeltas(plan)}}, rows * OutputSize);
                float loss = {{Losses}}{{Derivative(network)}}<TLanes>(outputs, {{target}}, OutputSize, derivatives{{Options(network.Loss)}});
            """);
        using (writer.Indented("}"))
        {
            TrainingSteps.WriteBackwardToLastMap(writer, plan, WorkspaceValues.OutputDeltas(plan), "g", skipsActivation: IsFused(network));
            writer.Line("BackwardPass<TLanes>(ref x, ref parameters, workspace, ref g, default, rows);");
            writer.Line("return loss;");
        }

        writer.Line();
    }

    private static void WriteClassWeights(CodeWriter writer, LossSpec loss)
    {
        if (!loss.IsWeightedCrossEntropy || loss.ClassWeights.Count == 0) return;
        writer.Line("/// <summary>The factors on the loss of each class.</summary>");
        writer.Line($"private static readonly float[] ClassWeights = {{ {string.Join(", ", loss.ClassWeights.Select(Literal.Of))} }};");
        writer.Line();
    }

    // These pairs collapse: the derivative with respect to the pre-activations is p − y, or p·Σy − y where targets don't add up to 1.
    private static bool IsFused(NetworkSpec network) => network.IsFusedWithLoss;

    // What a log-softmax gives are the logarithms that these losses would take, also where only the loss is wanted.
    private static string OfOutputs(NetworkSpec network) =>
        IsFused(network) && network.Last.Traits.GivesLogarithms ? network.Last.Activation.ToString() : "";

    private static string Derivative(NetworkSpec network) =>
        (IsFused(network) ? network.Last.Activation.ToString() : "") + Function(network.Loss);

    private static string Function(LossSpec loss) => loss.IsWeightedCrossEntropy ? "WeightedCrossEntropy" : loss.Kind.ToString();

    private static string Options(LossSpec loss) => loss switch
    {
        { Traits.Reads: LossOptions.Delta } => ", " + Literal.Of(loss.Delta),
        { Traits.Reads: LossOptions.Beta } => ", " + Literal.Of(loss.Beta),
        { IsWeightedCrossEntropy: true } => $", {Literal.Of(loss.LabelSmoothing)}, {(loss.ClassWeights.Count > 0 ? "ClassWeights" : "default")}",
        { Traits.Reads: LossOptions.None } or { TakesLabels: true } => "",
        _ => throw new InvalidOperationException($"{loss.Kind} has options, and nothing says how they are written."),
    };
}
