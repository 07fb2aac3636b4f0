using Layerwise.Generator.Emit.Kernels;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit;

/// <summary>Inference: the public method and the chain of kernels behind it.</summary>
internal static class ForwardEmitter
{
    public static GeneratedFile Emit(NetworkPlan plan) =>
        GeneratedFile.Of(plan.Network, "Forward", "", "", writer =>
        {
            WriteForward(writer, plan.Network);
            writer.Line();
            using (writer.Block("private static partial class Kernels"))
            {
                WriteEntry(writer);
                writer.Line();
                WriteSampleChain(writer, plan);
                writer.Line();
                WriteBatchChain(writer, plan);
                var kernels = new KernelSet(writer, present: []);
                foreach (MatMulPlan product in plan.Inference) kernels.Add(KernelNames.Forward(product.Operation), _ => ForwardKernels.Write(writer, product));
            }
        });

    private static void WriteForward(CodeWriter writer, NetworkSpec network)
    {
        writer.Line($$"""
            /// <summary>Inference: the outputs of any whole number of samples. Allocates nothing, and many threads may call it on one instance.</summary>
            /// <param name="inputs">[rows, {{network.InputSize}}], one sample after the other.</param>
            /// <param name="outputs">[rows, {{network.OutputSize}}], written; may not overlap the inputs{{(network.FrozenFile is null ? " or the network" : "")}}.</param>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length, or the outputs overlap what is read; nothing is written then.</exception>
            {{GeneratedFile.Attribute}}
            """);
        using (writer.Block($"public {(network.FrozenFile is null ? "" : "static ")}void Forward({Names.ReadOnlySpan} inputs, {Names.Span} outputs)"))
        {
            writer.Line($$"""
                int rows = {{Names.Runtime}}Guard.Rows(inputs.Length, InputSize, "inputs");
                {{Names.Runtime}}Guard.Length(outputs.Length, rows, OutputSize, "outputs");
                {{Names.Disjoint("outputs", "inputs")}}
                """);
            if (network.FrozenFile is null) writer.Line(Names.OutsideNetwork(network, "outputs"));
            writer.Line($$"""
                ref float x = {{Names.Start("inputs")}};
                ref float y = {{Names.Start("outputs")}};
                """);
            string parameters = network.FrozenFile is null ? "_parameters.Origin" : "Kernels.Parameters";
            LanesDispatch.Write(writer, $"Kernels.Forward<TLanes>(ref x, ref {parameters}, ref y, rows);");
        }
    }

    private static void WriteEntry(CodeWriter writer) => writer.Line($$"""
        /// <summary>Inference of one sample, whose latency counts, or of several, whose weights are loaded together.</summary>
        internal static void Forward<TLanes>(ref float inputs, ref float parameters, ref float outputs, nint rows)
            {{Names.WhereLanes}}
        {
            if (rows == 1) ForwardSample<TLanes>(ref inputs, ref parameters, ref outputs);
            else ForwardBatch<TLanes>(ref inputs, ref parameters, ref outputs, rows);
        }

        {{Names.Inline}}
        private static ref float At(ref float origin, nint floats) => ref {{Names.Unsafe}}.Add(ref origin, floats);
        """);

    // Tried and left out, each measured against this form in alternating runs: inlining the kernels into the chain (64-32-10: 2 % faster),
    // 256- or 128-bit registers for layers of 8 or fewer units (4-8-3: 4 %), a thread's scratch in place of the stack (equal).
    private static void WriteSampleChain(CodeWriter writer, NetworkPlan plan)
    {
        writer.Line("/// <summary>One sample through all layers.</summary>");
        writer.Line($"private static void ForwardSample<TLanes>(ref float inputs, ref float parameters, ref float outputs)");
        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        using (writer.Indented("}"))
        {
            int length = plan.SampleScratch + plan.ScalesLength;
            if (length > 0)
            {
                string size = Literal.Of(length);
                if (plan.IsSampleOnStack)
                {
                    writer.Line($"{Names.Span} scratch = stackalloc float[{size}];");
                    writer.Line($"ref float hidden = {Names.Start("scratch")};");
                }
                else
                {
                    WriteRent(writer, size);
                }
            }

            WriteScales(writer, plan, Literal.Of(plan.SampleScratch));
            foreach (MatMulPlan layer in plan.Inference)
            {
                writer.Line($"{KernelNames.Forward(layer.Operation)}Sample<TLanes>({Ends(plan, layer.Layer, 1, "ref inputs", "ref outputs")});");
            }

            if (length > 0 && !plan.IsSampleOnStack) WriteReturn(writer);
        }
    }

    private static void WriteBatchChain(CodeWriter writer, NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        string block = Literal.Of(plan.BlockRows);
        writer.Line($$"""
            /// <summary>Samples through all layers, {{block}} at a time so that what lies between two layers stays in the cache.</summary>
            private static void ForwardBatch<TLanes>(ref float inputs, ref float parameters, ref float outputs, nint rows)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            bool rents = plan.SampleScratch > 0 || plan.ForwardPanel > 0 || plan.ScalesLength > 0;
            if (rents)
            {
                string hidden = $"{block} * {Literal.Of(plan.SampleScratch)}";
                string panel = plan.ForwardPanel > 0 ? " + " + Literal.Of(plan.ForwardPanel) : "";
                string scales = plan.ScalesLength > 0 ? " + " + Literal.Of(plan.ScalesLength) : "";
                WriteRent(writer, $"{hidden}{scales}{panel}");
                if (plan.ForwardPanel > 0) writer.Line($"ref float panel = ref At(ref hidden, {hidden}{scales});");
                WriteScales(writer, plan, hidden);
            }

            using (writer.Block($"for (nint row = 0; row < rows; row += {block})"))
            {
                writer.Line($"nint count = nint.Min({block}, rows - row);");
                string from = Names.At("inputs", "row * " + Literal.Of(network.InputSize));
                string to = Names.At("outputs", "row * " + Literal.Of(network.OutputSize));
                foreach (MatMulPlan layer in plan.Inference)
                {
                    writer.Line($"{KernelNames.Forward(layer.Operation)}<TLanes>({Ends(plan, layer.Layer, plan.BlockRows, from, to)}, {(layer.PacksPanels ? "ref panel, " : "")}count);");
                }
            }

            if (rents) WriteReturn(writer);
        }
    }

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
            string gamma = Names.At("parameters", layer.OffsetOf(TensorRole.Gamma));
            writer.Line($"{Names.Runtime}BatchNormalization.Fold<TLanes>({gamma}, {Names.Statistics(layer)}, {Names.At("scales", plan.ScalesOffset(layer))}, {Literal.Of(layer.FanOut)});");
        }
    }

    // What a layer reads from, its parameters, the scales of its normalization, and what it writes to.
    private static string Ends(NetworkPlan plan, LayerSpec layer, int rows, string inputs, string outputs)
    {
        NetworkSpec network = plan.Network;
        string from = layer.Index == 0 ? inputs : Names.At("hidden", plan.ScratchOffset(network.Layers[layer.Index - 1], rows));
        string to = layer.Index == network.Layers.Count - 1 ? outputs : Names.At("hidden", plan.ScratchOffset(layer, rows));
        string scales = layer.BatchNormalization ? Names.At("scales", plan.ScalesOffset(layer)) + ", " : "";
        return $"{from}, {Names.At("parameters", layer.WeightsOffset)}, {scales}{to}";
    }
}
