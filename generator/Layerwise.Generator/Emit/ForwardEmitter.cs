using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Emit.Operations;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit;

/// <summary>Inference: the public method, the chain of kernels behind it, and what they are compiled for.</summary>
internal static class ForwardEmitter
{
    public static GeneratedFile Emit(NetworkPlan plan) =>
        GeneratedFile.Of(plan.Network, "Forward", "", "", writer =>
        {
            WriteForward(writer, plan.Network);
            writer.Line();
            writer.Line(GeneratedFile.CodeAttribute);
            using (writer.Block($"private readonly partial struct Kernels : {Names.Runtime}IInference"))
            {
                Offsets.Write(writer, plan.Network);
                ScalingEmitter.WriteOffsets(writer, plan.Network);
                WriteSampleChain(writer, plan);
                writer.Line();
                if (IsSingleCall(plan)) WriteBatchCall(writer, plan);
                else WriteBatchChain(writer, plan);

                if ((plan.InferredTogether ?? plan.TrainedTogether) is { } together)
                {
                    writer.Line();
                    new HeadProductEmitter(together).WriteJoinWeights(writer, plan.Network);
                }

                if (!IsSingleCall(plan) || Offsets.Exist(plan.Network) || plan.Network.Scales)
                {
                    writer.Line();
                    writer.Line("private static ref float At(ref float origin, int floats) => ref Sys::Runtime.CompilerServices.Unsafe.Add(ref origin, floats);");
                }

                Shapes.Write(writer, plan);
            }
        });

    private static void WriteForward(CodeWriter writer, NetworkSpec network)
    {
        bool isFrozen = network.FrozenFile is not null;
        writer.Line($$"""
            /// <summary>Inference: the outputs of any whole number of samples. Allocates nothing, and many threads may call it on one instance.</summary>
            /// <param name="inputs">[rows, {{network.InputSize}}], one sample after the other.</param>
            /// <param name="outputs">[rows, {{network.OutputSize}}], written; may not overlap the inputs{{(isFrozen ? "" : " or the network")}}.</param>
            /// <exception cref="Sys::ArgumentException">A span has the wrong length, or the outputs overlap what is read; nothing is written then.</exception>
            {{GeneratedFile.MethodAttribute}}
            """);
        string parameters = $"ref {(isFrozen ? "Kernels.Parameters" : "_parameters.Origin")}";
        string parameterCount = network.HasBatchNormalization || network.Scales ? "_parameters.Length" : "ParameterCount";
        writer.Line(GeneratedFile.OptimizedAttribute);
        using (writer.Block($"public {(isFrozen ? "static " : "")}void Forward({Names.ReadOnlySpan} inputs, {Names.Span} outputs)"))
        {
            string isOutside = isFrozen ? "" : $" && {Names.Runtime}Guard.AreDisjoint(ref y, OutputSize, {parameters}, {parameterCount}){ScalingEmitter.IsKnown(network)}";
            writer.Line($$"""
                ref float x = {{Names.Start("inputs")}};
                ref float y = {{Names.Start("outputs")}};
                if ({{Names.Runtime}}Guard.IsSample(inputs, InputSize, outputs, OutputSize){{isOutside}})
                    {{Names.Runtime}}Widest.ForwardSample<Kernels>(ref x, {{parameters}}, ref y);
                """);
            using IDisposable? rest = network.Scales ? writer.Block("else") : null;
            ScalingEmitter.WriteRequired(writer, network);
            string held = Names.Held(network) is var names and not "Parameters" ? $", \"{names}\"" : "";
            string checkedCall = $"{Names.Runtime}Widest.ForwardChecked<Kernels>(inputs, InputSize, outputs, OutputSize, {(isFrozen ? parameters : "_parameters")}{(isFrozen ? "" : held)});";
            writer.Line(network.Scales ? checkedCall : $"else\n    {checkedCall}");
        }
    }

    // A single product needs nothing between its inputs and its outputs.
    private static bool IsSingleCall(NetworkPlan plan) => plan.Inference.Length == 1 && plan.Inference[0] is MatMul && !NeedsRoom(plan) && !plan.Network.Scales;

    private static bool NeedsRoom(NetworkPlan plan) => plan.SampleScratch > 0 || plan.ForwardPanel > 0 || plan.ScalesLength > 0 || plan.ScaledInputs > 0;

    // Tried and left out, each measured against this form in alternating runs: inlining the kernels into the chain (64-32-10: 2 % faster),
    // a thread's scratch in place of the stack (equal).
    private static void WriteSampleChain(CodeWriter writer, NetworkPlan plan)
    {
        IReadOnlyList<SampleStep> steps = SampleStep.Of(plan);
        int hidden = (steps.Count == 1 ? 0 : plan.SampleScratch) + plan.ScalesLength;
        int length = hidden + plan.ScaledInputs;
        writer.Line("/// <summary>One sample through all layers.</summary>");
        writer.Line(steps.Count == 1 && length == 0 && !plan.Network.Scales ? GeneratedFile.InlinedAttribute : GeneratedFile.OptimizedAttribute);
        writer.Line("public static void ForwardSample<TLanes>(ref float inputs, ref float parameters, ref float outputs)");
        if (IsSingleCall(plan))
        {
            writer.Line($"    {Names.WhereLanes} =>\n    {Call(plan, HiddenPlaces.Of(plan, steps), steps[0], "ref inputs")}");
            return;
        }

        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        using (writer.Indented("}"))
        {
            bool rents = length > 0 && !plan.IsSampleOnStack;
            if (rents)
            {
                WriteRent(writer, Literal.Of(length));
            }
            else if (length > 0)
            {
                writer.Line($"{Names.Span} stack = stackalloc float[{Literal.Of(length)} + {Names.Runtime}AlignedBuffer.Slack];");
                writer.Line($"ref float hidden = ref {Names.Runtime}Scratch.Aligned(stack);");
            }

            SampleStep[] calls = [.. steps.Where(static step => step.First is not Join)];
            var places = HiddenPlaces.Of(plan, calls);
            places.Write(writer, times: "");
            WriteScales(writer, plan, Literal.Of(plan.SampleScratch));
            string inputs = WriteScaledInputs(writer, plan, "ref inputs", Literal.Of(hidden), "rows: 1");
            foreach (SampleStep step in calls) writer.Line(Call(plan, places, step, inputs));
            ScalingEmitter.WriteOutputs(writer, plan.Network, "ref outputs", "ref outputs", "rows: 1");
            if (rents) WriteReturn(writer);
        }
    }

    private static void WriteBatchCall(CodeWriter writer, NetworkPlan plan) => writer.Line($$"""
        /// <summary>Any number of samples; the weights of several are loaded together.</summary>
        {{GeneratedFile.InlinedAttribute}}
        public static void Forward<TLanes>(ref float inputs, ref float parameters, ref float outputs, int rows)
            {{Names.WhereLanes}} =>
            {{Call(plan, HiddenPlaces.Of(plan, plan.Inference), plan.Inference[0], "ref inputs", "ref outputs", "rows")}}
        """);

    private static void WriteBatchChain(CodeWriter writer, NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        writer.Line($$"""
            /// <summary>Any number of samples through all layers, {{Literal.Of(plan.BlockRows)}} at a time so that what lies between two layers stays in the cache.</summary>
            {{GeneratedFile.OptimizedAttribute}}
            public static void Forward<TLanes>(ref float inputs, ref float parameters, ref float outputs, int rows)
                {{Names.WhereLanes}}
            {
                const int Block = {{Literal.Of(plan.BlockRows)}};
            """);
        using (writer.Indented("}"))
        {
            bool hasPanel = plan.ForwardPanel > 0 || plan.ScalesLength > 0;
            var places = HiddenPlaces.Of(plan, plan.Inference);
            if (NeedsRoom(plan))
            {
                string hidden = plan.SampleScratch == 0 ? "0" : $"Block * {Literal.Of(plan.SampleScratch)}";
                string scales = Sum(hidden, plan.ScalesLength);
                string scaled = plan.ScaledInputs == 0 ? scales : $"{(scales == "0" ? "" : scales + " + ")}Block * {Literal.Of(plan.ScaledInputs)}";
                string panel = Sum(scaled, plan.ForwardPanel);
                string together = Sum(panel, plan.InferredTogether?.Weights ?? 0);
                WriteRent(writer, plan.InferredTogether is null ? together : $"{together} + Block * {Literal.Of(plan.InferredTogether.Whole.FanOut)}");
                places.Write(writer, "Block * ");
                WriteScales(writer, plan, hidden);
                if (plan.ScaledInputs > 0) writer.Line($"ref float scaled = {Names.At("hidden", scales)};");
                if (hasPanel) writer.Line($"ref float panel = {Names.At("hidden", scaled)};");
                if (plan.InferredTogether is not null)
                {
                    writer.Line($"ref float joined = {Names.At("hidden", panel)};");
                    writer.Line($"ref float sums = {Names.At("hidden", together)};");
                    writer.Line($"if (rows >= {Literal.Of(HeadProduct.FewestRows)}) JoinWeights<TLanes>(ref parameters, ref joined);");
                }
            }

            // The sum of row and count is at most rows, and no larger number comes up: it may be near the largest.
            using (writer.Block("for (int row = 0, count; row < rows; row += count)"))
            {
                writer.Line("count = Sys::Math.Min(Block, rows - row);");
                writer.Line($"ref float x = {Names.At("inputs", "row * InputSize")};");
                writer.Line($"ref float y = {Names.At("outputs", "row * OutputSize")};");
                if (plan.ScaledInputs > 0) ScalingEmitter.WriteInputs(writer, plan.Network, "ref x", "ref scaled", "count");
                string read = plan.ScaledInputs > 0 ? "ref scaled" : "ref x";
                foreach (Operation step in plan.Inference)
                {
                    if (plan.InferredTogether is not { } together || !together.Has(step)) writer.Line(Call(plan, places, step, read, "ref y", "count"));
                    else if (step.Writes == together.Parts[0].Writes) WriteTogether(writer, plan, places, together, read);
                }

                ScalingEmitter.WriteOutputs(writer, plan.Network, "ref y", "ref y", "count");
            }

            if (NeedsRoom(plan)) WriteReturn(writer);
        }
    }

    // The last block of many samples may be of few; the weights lie side by side for all of them.
    private static void WriteTogether(CodeWriter writer, NetworkPlan plan, HiddenPlaces places, HeadProduct together, string inputs)
    {
        InferenceEnds Own(MatMul part) => Ends(plan, places, part, inputs, "ref y", "count");
        using (HeadProductEmitter.WriteIfFew(writer, "rows"))
        {
            foreach (MatMul part in together.Parts) writer.Line(Call(plan, places, part, inputs, "ref y", "count"));
        }

        using (writer.Block("else")) new HeadProductEmitter(together).WriteInference(writer, "ref joined", "ref sums", "count", Own);
    }

    private static string Sum(string offset, int length) => length == 0 ? offset : offset == "0" ? Literal.Of(length) : $"{offset} + {Literal.Of(length)}";

    private static void WriteRent(CodeWriter writer, string length) => writer.Line($$"""
        {{Names.Runtime}}AlignedBuffer scratch = {{Names.Runtime}}Scratch.Rent({{length}});
        ref float hidden = ref scratch.Origin;
        """);

    private static void WriteReturn(CodeWriter writer) => writer.Line($"{Names.Runtime}Scratch.Return(scratch);");

    // Computed anew in each call, because parameters may change between two: a few operations for each unit.
    private static void WriteScales(CodeWriter writer, NetworkPlan plan, string offset)
    {
        if (plan.ScalesLength == 0) return;
        writer.Line($"ref float scales = {Names.At("hidden", offset)};");
        foreach (LayerSpec layer in plan.Network.Layers.Where(static layer => layer.BatchNormalization))
        {
            string gamma = Offsets.At("parameters", layer, TensorRole.Gamma);
            writer.Line($"{Names.Runtime}BatchNormalization.Fold<TLanes>({gamma}, {Names.Statistics(layer)}, {Names.At("scales", Literal.Of(plan.ScalesOffset(layer)))}, {Literal.Of(layer.Tensors.Length(TensorRole.Gamma))}{NormalizeEmitter.Epsilon(layer)});");
        }
    }

    // What the first step reads: the inputs, or where they lie scaled.
    private static string WriteScaledInputs(CodeWriter writer, NetworkPlan plan, string inputs, string offset, string rows)
    {
        if (plan.ScaledInputs == 0) return inputs;
        writer.Line($"ref float scaled = {Names.At("hidden", offset)};");
        ScalingEmitter.WriteInputs(writer, plan.Network, inputs, "ref scaled", rows);
        return "ref scaled";
    }

    private static string Call(NetworkPlan plan, HiddenPlaces places, SampleStep step, string inputs)
    {
        if (step.Second is null) return Call(plan, places, step.First, inputs, "ref outputs", rows: null);
        string reads = Ends(plan, places, step.First, inputs, "ref outputs", rows: null).Reads[0];
        string writes = Ends(plan, places, step.Second, inputs, "ref outputs", rows: null).Writes;
        return new MatMulEmitter((MatMul)step.First).Call(new MatMulEmitter(step.Second), reads, writes);
    }

    /// <summary>The call that some samples need for a step.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="places">What the method calls the places between its steps.</param>
    /// <param name="step">The step.</param>
    /// <param name="inputs">Where the inputs lie.</param>
    /// <param name="outputs">Where the outputs belong.</param>
    /// <param name="rows">How many samples there are; null for one, whose latency counts.</param>
    public static string Call(NetworkPlan plan, HiddenPlaces places, Operation step, string inputs, string outputs, string? rows) =>
        OperationEmitter.ForInference(step).Call(Ends(plan, places, step, inputs, outputs, rows));

    private static InferenceEnds Ends(NetworkPlan plan, HiddenPlaces places, Operation step, string inputs, string outputs, string? rows)
    {
        // The outputs of one sample lie behind each other as they are computed.
        string Value(int value) => rows is null && plan.HeadOffsetOf(value) is int start ? Names.At(outputs.Substring("ref ".Length), start == 0 ? "0" : HeadOffset(plan.Network, start))
            : plan.OffsetOf(value) is int offset ? places.At(offset)
            : outputs;
        string[] reads = [.. step.Reads.Select(value => value == Graph.Inputs ? inputs : Value(value))];
        return new InferenceEnds(plan, reads, Value(step.Writes), rows);
    }

    // The constant of the class that says where an output begins.
    private static string HeadOffset(NetworkSpec network, int start) => network.Heads.First(head => head.Offset == start).Name + "Offset";
}
