using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>Inference of a network with recurrent layers: one step after the other, from the beginning of a sequence or from a state that the caller keeps.</summary>
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
                Offsets.WriteState(writer, plan);
                ScalingEmitter.WriteOffsets(writer, plan.Network);
                WriteChecked(writer, plan.Network);
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
            {{GeneratedFile.MethodAttribute}}
            public sealed class State : {{StateType(network)}}
            {
            }
            """);
    }

    /// <summary>The same of a frozen network, which has no instances.</summary>
    public static void WriteFrozenState(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line();
        writer.Line($$"""
            /// <summary>What the network remembers of one sequence between two calls, allocated once. Not for several threads at a time.</summary>
            {{GeneratedFile.MethodAttribute}}
            public sealed class State : {{Names.Root}}RecurrentState
            {
                /// <summary>A state as it is before the first step: all 0.</summary>
                public State()
                    : base(StateSize, room: {{Literal.Of(RoomOf(plan))}})
                {
                }

                /// <summary>Makes another state remember the same.</summary>
                /// <param name="other">The other one.</param>
                public void CopyTo(State other)
                {
                    Sys::ArgumentNullException.ThrowIfNull(other);
                    Values.CopyTo(other.Values);
                }
            }
            """);
    }

    /// <summary>What the interface asks for.</summary>
    public static void WriteGenericView(CodeWriter writer, NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        string whole = $"{Names.Root}INetwork<{network.Type.Reference}>";
        writer.Line();
        writer.Line($"static int {whole}.Steps => Steps;");
        writer.Line();
        if (network.AnswersEachStep)
        {
            writer.Line($"static int {whole}.AnsweredSteps => Steps;");
            writer.Line();
        }

        if (network.WarmupSteps > 0)
        {
            writer.Line($"static int {whole}.WarmupSteps => {Literal.Of(network.WarmupSteps)};");
            writer.Line();
        }

        writer.Line($$"""
            static int {{whole}}.StateSize => StateSize;

            static int {{View(network)}}.StepInputSize => StepInputSize;

            static int {{View(network)}}.StepOutputSize => StepOutputSize;

            static int {{View(network)}}.StateRoom => {{Literal.Of(RoomOf(plan))}};

            static {{StateType(network)}} {{View(network)}}.CreateState() => new State();
            """);
    }

    private static string StateType(NetworkSpec network) => IsFrozen(network) ? "State" : $"{Names.Root}RecurrentState<{network.Type.Reference}>";

    private static bool IsFrozen(NetworkSpec network) => network.FrozenFile is not null;

    // Who may call it at a time.
    private static string Threads(NetworkSpec network) => IsFrozen(network) ? "many threads may call it" : "many threads may call it on one instance";

    private static string OrNetwork(NetworkSpec network) => IsFrozen(network) ? "" : " or the network";

    private static string Head(NetworkSpec network) => IsFrozen(network) ? "public static void" : "public void";

    private static void WriteSequences(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>Inference: the answers to any whole number of sequences, each from its beginning. Allocates nothing, and {{Threads(network)}}.</summary>
            /// <param name="inputs">[rows, {{network.Steps}} steps, {{network.First.Input.Channels}}], one sequence after the other.</param>
            /// <param name="outputs">[rows, {{(network.AnswersEachStep ? $"{network.Steps} steps, " : "")}}{{network.AnswerSize}}], written{{(network.AnswersEachStep ? "" : ": the answers to the last step")}}; may not overlap the inputs{{OrNetwork(network)}}.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, or the outputs overlap what is read; nothing is written then.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        writer.Line(GeneratedFile.OptimizedAttribute);
        using (writer.Block($"{Head(network)} Forward({Names.ReadOnlySpan} inputs, {Names.Span} outputs)"))
        {
            writer.Line($$"""
                int rows = {{Names.Runtime}}Guard.Rows(inputs.Length, InputSize, "inputs");
                {{Names.Runtime}}Guard.Length(outputs.Length, rows, OutputSize, "outputs");
                {{Names.Disjoint("outputs", "inputs")}}
                """);
            if (!IsFrozen(network)) writer.Line(Names.OutsideNetwork(network, "outputs"));
            ScalingEmitter.WriteRequired(writer, network);
            writer.Line($$"""
                ref float x = {{Names.Start("inputs")}};
                ref float y = {{Names.Start("outputs")}};
                {{Names.Runtime}}Widest.Forward<Kernels>(ref x, ref {{Parameters(network)}}, ref y, rows);
                """);
        }
    }

    private static void WriteSteps(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>Inference: any number of further steps of one sequence. So many calls with a step each give the same bits. Allocates nothing, and {{Threads(network)}}, each with a state of its own.</summary>
            /// <param name="inputs">[steps, {{network.First.Input.Channels}}], one step after the other.</param>
            /// <param name="outputs">[steps, {{network.AnswerSize}}], written; may not overlap the inputs{{(IsFrozen(network) ? " or the state" : ", the state or the network")}}.</param>
            /// <param name="state">What the steps before left, replaced by what these leave.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, or the outputs overlap what is read; nothing is written then.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        writer.Line(GeneratedFile.OptimizedAttribute);
        string count = network.Scales ? "_parameters.Length" : "ParameterCount";
        string isOutside = IsFrozen(network) ? "" : $" && {Names.Runtime}Guard.AreDisjoint(ref y, StepOutputSize, ref {Parameters(network)}, {count}){ScalingEmitter.IsKnown(network)}";
        using (writer.Block($"{Head(network)} Forward({Names.ReadOnlySpan} inputs, {Names.Span} outputs, {StateType(network)} state)"))
        {
            writer.Line($$"""
                Sys::ArgumentNullException.ThrowIfNull(state);
                ref float x = {{Names.Start("inputs")}};
                ref float y = {{Names.Start("outputs")}};
                if ({{Names.Runtime}}Guard.IsSample(inputs, StepInputSize, outputs, StepOutputSize){{isOutside}}
                    && {{Names.Runtime}}Guard.AreDisjoint(ref y, StepOutputSize, ref state.Origin, StateSize) && {{Names.Runtime}}Guard.AreDisjoint(ref x, StepInputSize, ref state.Origin, StateSize))
                    {{Names.Runtime}}Widest.ForwardSteps<Kernels>(ref x, ref {{Parameters(network)}}, ref state.Origin, ref y, steps: 1);
                else
                    Kernels.ForwardChecked(inputs, outputs{{(IsFrozen(network) ? "" : ", _parameters")}}, state);
                """);
        }
    }

    private static string Parameters(NetworkSpec network) => IsFrozen(network) ? "Kernels.Parameters" : "_parameters.Origin";

    private static void WriteChecked(CodeWriter writer, NetworkSpec network)
    {
        writer.Line("/// <summary>Any number of steps, once their lengths and places are checked.</summary>");
        writer.Line(GeneratedFile.OptimizedAttribute);
        string parameters = IsFrozen(network) ? "" : $", {Names.Runtime}AlignedBuffer parameters";
        using (writer.Block($"public static void ForwardChecked({Names.ReadOnlySpan} inputs, {Names.Span} outputs{parameters}, {StateType(network)} state)"))
        {
            writer.Line($$"""
                int steps = {{Names.Runtime}}Guard.Rows(inputs.Length, StepInputSize, "inputs");
                {{Names.Runtime}}Guard.Length(outputs.Length, steps, StepOutputSize, "outputs");
                {{Names.Disjoint("outputs", "inputs")}}
                """);
            if (!IsFrozen(network)) writer.Line(Names.OutsideNetwork(network, "outputs", "parameters"));
            ScalingEmitter.WriteRequired(writer, network, "parameters");
            writer.Line($$"""
                {{Names.Runtime}}Guard.Disjoint(outputs, state.Values, "outputs", "state");
                {{Names.Runtime}}Guard.Disjoint(inputs, state.Values, "inputs", "state");
                ref float x = {{Names.Start("inputs")}};
                ref float y = {{Names.Start("outputs")}};
                {{Names.Runtime}}Widest.ForwardSteps<Kernels>(ref x, ref {{(IsFrozen(network) ? "Parameters" : "parameters.Origin")}}, ref state.Origin, ref y, steps);
                """);
        }
    }

    private static void WriteStepsKernel(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line($$"""
            /// <summary>Any number of steps, {{Literal.Of(plan.BlockSteps)}} at a time through all layers; what lies between two layers has room behind the state.</summary>
            {{GeneratedFile.OptimizedAttribute}}
            public static void ForwardSteps<TLanes>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
                {{Names.WhereLanes}}
            {
                const int Block = {{Literal.Of(plan.BlockSteps)}};
            """);
        WriteBlocks(writer, plan, plan.Inference);
    }

    // The rest of a method that has said how many steps a block has.
    private static void WriteBlocks(CodeWriter writer, NetworkPlan plan, IReadOnlyList<Operation> operations)
    {
        bool answers = operations.Count == plan.Inference.Length;
        using (writer.Indented("}"))
        {
            NetworkSpec network = plan.Network;
            int behindState = InferenceMemory.Padded(network.StateSize);
            if (plan.SampleScratch > 0) writer.Line($"ref float hidden = ref At(ref state, {(behindState == network.StateSize ? "StateSize" : Literal.Of(behindState))});");
            var places = HiddenPlaces.Of(plan, operations);
            places.Write(writer, "Block * ");
            if (network.ScalesInputs) writer.Line($"ref float scaled = ref At(ref state, {Literal.Of(ScaledOffset(plan))});");
            using (writer.Block("for (int step = 0, count; step < steps; step += count)"))
            {
                writer.Line("count = Sys::Math.Min(Block, steps - step);");
                writer.Line($"ref float x = {Names.At("inputs", "step * StepInputSize")};");
                if (answers) writer.Line($"ref float y = {Names.At("outputs", "step * StepOutputSize")};");
                if (network.ScalesInputs) ScalingEmitter.WriteInputs(writer, network, "ref x", "ref scaled", "count");
                string read = network.ScalesInputs ? "ref scaled" : "ref x";
                foreach (Operation operation in operations) writer.Line(ForwardEmitter.Call(plan, places, operation, read, "ref y", "count"));
                if (answers) ScalingEmitter.WriteOutputs(writer, network, "ref y", "ref y", "count");
            }
        }
    }

    // What a step leaves for the next one to remember, where the layers behind it answer to the last step alone: none, where there are no such layers.
    private static IReadOnlyList<Operation> Remembering(NetworkPlan plan)
    {
        if (plan.Network.AnswersEachStep) return [];
        int last = plan.Inference.Length - 1;
        while (plan.Inference[last] is not Recur) last--;
        return last < plan.Inference.Length - 1 ? [.. plan.Inference.Take(last + 1)] : [];
    }

    private static void WriteRemember(CodeWriter writer, NetworkPlan plan, IReadOnlyList<Operation> remembering)
    {
        writer.Line($$"""
            /// <summary>What the state is after some steps to which nobody wants an answer.</summary>
            {{GeneratedFile.OptimizedAttribute}}
            private static void Remember<TLanes>(ref float inputs, ref float parameters, ref float state, int steps)
                {{Names.WhereLanes}}
            {
                const int Block = {{Literal.Of(plan.BlockSteps)}};
            """);
        WriteBlocks(writer, plan, remembering);
        writer.Line();
    }

    private static void WriteSequenceKernels(CodeWriter writer, NetworkPlan plan)
    {
        bool answersEachStep = plan.Network.AnswersEachStep;
        IReadOnlyList<Operation> remembering = Remembering(plan);
        if (remembering.Count > 0) WriteRemember(writer, plan, remembering);
        writer.Line($$"""
            /// <summary>One sequence.</summary>
            {{GeneratedFile.InlinedAttribute}}
            public static void ForwardSample<TLanes>(ref float inputs, ref float parameters, ref float outputs)
                {{Names.WhereLanes}} => Forward<TLanes>(ref inputs, ref parameters, ref outputs, rows: 1);

            /// <summary>Any number of sequences, each from its beginning{{(answersEachStep ? "" : "; the answer to the last step is the one that stays")}}.</summary>
            {{GeneratedFile.OptimizedAttribute}}
            public static void Forward<TLanes>(ref float inputs, ref float parameters, ref float outputs, int rows)
                {{Names.WhereLanes}}
            {
                {{Names.Runtime}}AlignedBuffer scratch = {{Names.Runtime}}Scratch.Rent({{Literal.Of(RoomOf(plan))}});
                ref float state = ref scratch.Origin;
            """);
        using (writer.Indented("}"))
        {
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                writer.Line($"ref float x = {Names.At("inputs", "row * InputSize")};");
                writer.Line($"ref float y = {Names.At("outputs", "row * OutputSize")};");
                writer.Line($"{Names.Memory}.CreateSpan(ref state, StateSize).Clear();");
                if (remembering.Count > 0) writer.Line("Remember<TLanes>(ref x, ref parameters, ref state, Steps - 1);");
                writer.Line(answersEachStep ? "ForwardSteps<TLanes>(ref x, ref parameters, ref state, ref y, Steps);"
                    : remembering.Count > 0 ? "ForwardSteps<TLanes>(ref At(ref x, (Steps - 1) * StepInputSize), ref parameters, ref state, ref y, steps: 1);"
                    : "for (int step = 0; step < Steps; step++) ForwardSteps<TLanes>(ref At(ref x, step * StepInputSize), ref parameters, ref state, ref y, steps: 1);");
            }

            writer.Line($"{Names.Runtime}Scratch.Return(scratch);");
        }
    }

    // A state has whole registers behind it, and behind those what lies between two layers, and scaled inputs.
    private static int RoomOf(NetworkPlan plan) => ScaledOffset(plan) + InferenceMemory.Padded(plan.BlockSteps * plan.Network.ScaledInputs);

    private static int ScaledOffset(NetworkPlan plan) => InferenceMemory.Padded(plan.Network.StateSize) + (plan.BlockSteps * plan.SampleScratch);
}
