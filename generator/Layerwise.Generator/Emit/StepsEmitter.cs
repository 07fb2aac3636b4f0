using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>Inference of a network with recurrent layers: one step after the other, from the beginning of a sequence or from a state of the caller's; and that state.</summary>
internal static class StepsEmitter
{
    public static GeneratedFile Emit(NetworkPlan plan) =>
        GeneratedFile.Of(plan.Network, "Forward", "", "", writer =>
        {
            WriteSequences(writer, plan.Network);
            writer.Line();
            WriteSteps(writer, plan.Network);
            writer.Line();
            writer.Line(GeneratedFile.CodeAttribute);
            using (writer.Block($"private readonly partial struct Kernels : {Names.Runtime}IInference, {Names.Runtime}IStepInference"))
            {
                Offsets.Write(writer, plan.Network);
                WriteStepChain(writer, plan);
                writer.Line();
                WriteStepsKernel(writer, plan);
                writer.Line();
                WriteSequenceKernels(writer, plan);
                writer.Line();
                writer.Line("private static ref float At(ref float origin, int floats) => ref Sys::Runtime.CompilerServices.Unsafe.Add(ref origin, floats);");
                Shapes.Write(writer, plan);
            }
        });

    /// <summary>The interface of a network with recurrent layers.</summary>
    public static string View(NetworkSpec network) => $"{Names.Root}IRecurrentNetwork<{network.Type.Reference}>";

    /// <summary>The class of the state.</summary>
    public static void WriteState(CodeWriter writer, NetworkSpec network)
    {
        writer.Line();
        writer.Line($$"""
            /// <summary>What the network remembers of one sequence between two calls, allocated once. Not for several threads at a time.</summary>
            {{GeneratedFile.Attribute}}
            public sealed class State : {{StateType(network)}}
            {
            }
            """);
    }

    /// <summary>What the interface asks for.</summary>
    public static void WriteGenericView(CodeWriter writer, NetworkSpec network)
    {
        string whole = $"{Names.Root}INetwork<{network.Type.Reference}>";
        writer.Line();
        writer.Line($$"""
            static int {{whole}}.Steps => Steps;

            static int {{whole}}.StateSize => StateSize;

            static int {{View(network)}}.StepInputSize => StepInputSize;

            static int {{View(network)}}.StepOutputSize => StepOutputSize;

            static {{StateType(network)}} {{View(network)}}.CreateState() => new State();
            """);
    }

    private static string StateType(NetworkSpec network) => $"{Names.Root}RecurrentState<{network.Type.Reference}>";

    private static void WriteSequences(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>Inference: the answers to any whole number of sequences, each from its beginning. Allocates nothing, and many threads may call it on one instance.</summary>
            /// <param name="inputs">[rows, {{network.Steps}} steps, {{network.First.Input.Channels}}], one sequence after the other.</param>
            /// <param name="outputs">[rows, {{(network.AnswersEachStep ? $"{network.Steps} steps, " : "")}}{{network.Last.Output.Channels}}], written{{(network.AnswersEachStep ? "" : ": the answers to the last step")}}; may not overlap the inputs or the network.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, or the outputs overlap what is read; nothing is written then.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        writer.Line(GeneratedFile.OptimizedAttribute);
        using (writer.Block($"public void Forward({Names.ReadOnlySpan} inputs, {Names.Span} outputs)"))
        {
            writer.Line($$"""
                int rows = {{Names.Runtime}}Guard.Rows(inputs.Length, InputSize, "inputs");
                {{Names.Runtime}}Guard.Length(outputs.Length, rows, OutputSize, "outputs");
                {{Names.Disjoint("outputs", "inputs")}}
                {{Names.OutsideNetwork(network, "outputs")}}
                ref float x = {{Names.Start("inputs")}};
                ref float y = {{Names.Start("outputs")}};
                {{Names.Runtime}}Widest.Forward<Kernels>(ref x, ref _parameters.Origin, ref y, rows);
                """);
        }
    }

    private static void WriteSteps(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>Inference: any number of further steps of one sequence. So many calls with a step each give the same bits. Allocates nothing, and many threads may call it on one instance, each with a state of its own.</summary>
            /// <param name="inputs">[steps, {{network.First.Input.Channels}}], one step after the other.</param>
            /// <param name="outputs">[steps, {{network.Last.Output.Channels}}], written; may not overlap the inputs, the state or the network.</param>
            /// <param name="state">What the steps before left, replaced by what these leave.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, or the outputs overlap what is read; nothing is written then.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        writer.Line(GeneratedFile.OptimizedAttribute);
        using (writer.Block($"public void Forward({Names.ReadOnlySpan} inputs, {Names.Span} outputs, {StateType(network)} state)"))
        {
            writer.Line($$"""
                Sys::ArgumentNullException.ThrowIfNull(state);
                int steps = {{Names.Runtime}}Guard.Rows(inputs.Length, StepInputSize, "inputs");
                {{Names.Runtime}}Guard.Length(outputs.Length, steps, StepOutputSize, "outputs");
                {{Names.Disjoint("outputs", "inputs")}}
                {{Names.OutsideNetwork(network, "outputs")}}
                {{Names.Runtime}}Guard.Disjoint(outputs, state.Values, "outputs", "state");
                {{Names.Runtime}}Guard.Disjoint(inputs, state.Values, "inputs", "state");
                ref float x = {{Names.Start("inputs")}};
                ref float y = {{Names.Start("outputs")}};
                {{Names.Runtime}}Widest.ForwardSteps<Kernels>(ref x, ref _parameters.Origin, ref state.Origin, ref y, steps);
                """);
        }
    }

    private static void WriteStepChain(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("/// <summary>One step through all layers.</summary>");
        writer.Line(GeneratedFile.OptimizedAttribute);
        writer.Line("private static void ForwardStep<TLanes>(ref float inputs, ref float parameters, ref float state, ref float hidden, ref float outputs)");
        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        using (writer.Indented("}"))
        {
            foreach (SampleStep step in SampleStep.Of(plan)) writer.Line(ForwardEmitter.Call(plan, step, "ref inputs"));
        }
    }

    private static void WriteStepsKernel(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("/// <summary>Any number of steps; what lies between two layers has room for one.</summary>");
        writer.Line(GeneratedFile.OptimizedAttribute);
        writer.Line("public static void ForwardSteps<TLanes>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)");
        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        using (writer.Indented("}"))
        {
            bool rents = WriteRoom(writer, plan.SampleScratch);
            using (writer.Block("for (int step = 0; step < steps; step++)"))
            {
                writer.Line($"ForwardStep<TLanes>({Names.At("inputs", "step * StepInputSize")}, ref parameters, ref state, ref hidden, {Names.At("outputs", "step * StepOutputSize")});");
            }

            if (rents) ForwardEmitter.WriteReturn(writer);
        }
    }

    private static void WriteSequenceKernels(CodeWriter writer, NetworkPlan plan)
    {
        // A state has whole registers behind it, as what lies between two layers has.
        int state = InferenceMemory.Padded(plan.Network.StateSize);
        writer.Line($$"""
            /// <summary>One sequence.</summary>
            {{GeneratedFile.InlinedAttribute}}
            public static void ForwardSample<TLanes>(ref float inputs, ref float parameters, ref float outputs)
                {{Names.WhereLanes}} => Forward<TLanes>(ref inputs, ref parameters, ref outputs, rows: 1);

            /// <summary>Any number of sequences, each from its beginning{{(plan.Network.AnswersEachStep ? "" : "; the answer to the last step is the one that stays")}}.</summary>
            """);
        writer.Line(GeneratedFile.OptimizedAttribute);
        writer.Line("public static void Forward<TLanes>(ref float inputs, ref float parameters, ref float outputs, int rows)");
        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        using (writer.Indented("}"))
        {
            bool rents = WriteRoom(writer, state + plan.SampleScratch);
            writer.Line("ref float state = ref hidden;");
            writer.Line($"hidden = ref At(ref state, {Literal.Of(state)});");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                writer.Line($"ref float x = {Names.At("inputs", "row * InputSize")};");
                writer.Line($"ref float y = {Names.At("outputs", "row * OutputSize")};");
                writer.Line($"{Names.Memory}.CreateSpan(ref state, StateSize).Clear();");
                using (writer.Block("for (int step = 0; step < Steps; step++)"))
                {
                    string answer = plan.Network.AnswersEachStep ? Names.At("y", "step * StepOutputSize") : "ref y";
                    writer.Line($"ForwardStep<TLanes>({Names.At("x", "step * StepInputSize")}, ref parameters, ref state, ref hidden, {answer});");
                }
            }

            if (rents) ForwardEmitter.WriteReturn(writer);
        }
    }

    // On the stack, or that of the thread where it is large.
    private static bool WriteRoom(CodeWriter writer, int length)
    {
        if (length > CodeBudget.StackFloats)
        {
            ForwardEmitter.WriteRent(writer, Literal.Of(length));
            return true;
        }

        writer.Line($"{Names.Span} stack = stackalloc float[{Literal.Of(length)} + {Names.Runtime}AlignedBuffer.Slack];");
        writer.Line($"ref float hidden = ref {Names.Runtime}Scratch.Aligned(stack);");
        return false;
    }
}
