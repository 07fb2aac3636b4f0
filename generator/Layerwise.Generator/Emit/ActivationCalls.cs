using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit;

/// <summary>How generated kernels apply the activation of a layer and its derivative.</summary>
internal static class ActivationCalls
{
    private const string Activations = Names.Runtime + "Activations.";

    /// <summary>φ(z) of one vector.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="z">z.</param>
    /// <param name="slope">Reference and index of the learned slope; by default that among the parameters of the layer.</param>
    public static string Apply(LayerSpec layer, string z, string? slope = null) => layer.Traits switch
    {
        { IsRowwise: true } or { IsLinear: true } => z,
        { HasLearnedSlope: true } => $"{Activations}{layer.Activation}({z}, TLanes.Broadcast({slope ?? "ref parameters, " + Literal.Of(layer.Tensors.Offset(TensorRole.Slope))}))",
        _ when layer.Custom is { } custom => $"{Names.Runtime}CustomActivation.Value<{custom.Type}, TLanes>({z})",
        { HasConstantSlope: true } => $"{Activations}{layer.Activation}({z}, {Literal.Of(layer.Slope)})",
        _ => $"{Activations}{layer.Activation}({z})",
    };

    /// <summary>The derivative by z of one vector from that by a = φ(z).</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="gradient">The derivative by a.</param>
    /// <param name="known">What training keeps to tell φ′(z) from: z itself where the layer keeps it, otherwise a.</param>
    /// <param name="a">a, for a custom activation, which gets both.</param>
    public static string Gradient(LayerSpec layer, string gradient, string known, string a = "") => layer.Traits switch
    {
        { IsRowwise: true } or { IsLinear: true } => gradient,
        _ when layer.Custom is { } custom => $"{Names.Runtime}CustomActivation.Gradient<{custom.Type}, TLanes>({gradient}, {known}, {a})",
        { HasConstantSlope: true } => $"{Activations}{layer.Activation}Gradient({gradient}, {known}, {Literal.Of(layer.Slope)})",
        _ => $"{Activations}{layer.Activation}Gradient({gradient}, {known})",
    };

    /// <summary>What a tile stores in place of a sum: its activation, where that happens in registers.</summary>
    public static string Finish(LayerPlan plan, Tile tile, string sum)
    {
        LayerSpec layer = plan.Layer;
        if (!plan.IsFused(tile)) return sum;
        return layer.IsRowwise
            ? $"{FitsRegister(layer)} ? {Names.Runtime}{layer.Activation}.Row({sum}, {Literal.Of(layer.FanOut)}) : {sum}"
            : Apply(layer, sum);
    }

    /// <summary>Activates rows that were stored, where their tiles did not do so before storing them.</summary>
    public static void Complete(CodeWriter writer, LayerPlan plan, Tile tile, string rows)
    {
        if (!plan.IsFused(tile))
        {
            CompleteStored(writer, plan.Layer, rows);
        }
        else if (plan.Layer.IsRowwise)
        {
            using (writer.Block($"if (TLanes.Count < {Literal.Of(plan.Layer.FanOut)})")) CompleteStored(writer, plan.Layer, rows);
        }
    }

    /// <summary>Activates rows of pre-activations in place.</summary>
    public static void CompleteStored(CodeWriter writer, LayerSpec layer, string rows)
    {
        string fanOut = Literal.Of(layer.FanOut);
        if (layer.IsRowwise)
        {
            writer.Line($"{Names.Runtime}{layer.Activation}.Rows<TLanes>(ref outputs, {rows}, {fanOut});");
        }
        else if (!layer.Traits.IsLinear)
        {
            string slope = layer.Traits.HasLearnedSlope ? Names.At("parameters", layer.Tensors.Offset(TensorRole.Slope)) + ", " : "";
            writer.Line($"{KernelNames.Forward(layer)}Activate<TLanes>(ref outputs, {slope}{(rows == "1" ? "" : rows + " * ")}{fanOut});");
        }
    }

    // Whether the outputs of one sample lie in one register: a constant to the JIT.
    private static string FitsRegister(LayerSpec layer) => $"TLanes.Count >= {Literal.Of(layer.FanOut)}";

    /// <summary>Writes a loop over vectors of a dense array, the last of which may be a partial one.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="statement">One statement, given the index and the arguments that a partial load and store have more.</param>
    public static void ElementLoop(CodeWriter writer, Func<string, string, string, string> statement)
    {
        writer.Line("nint i = 0;");
        writer.Line($"for (; i <= count - TLanes.Count; i += TLanes.Count) {statement("i", "", "")}");
        writer.Line($"if (i < count) {statement("i", ", (int)(count - i), 0f", ", (int)(count - i)")}");
    }
}
