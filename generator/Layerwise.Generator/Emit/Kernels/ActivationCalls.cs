using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>How generated kernels apply an activation and its derivative.</summary>
internal static class ActivationCalls
{
    private const string Activations = Names.Runtime + "Activations.";

    /// <summary>φ(z) of one vector.</summary>
    /// <param name="phi">The activation.</param>
    /// <param name="z">z.</param>
    /// <param name="slope">Reference and index of the learned slope, for an activation that has one.</param>
    public static string Apply(ActivationSpec phi, string z, string slope) => phi.Traits switch
    {
        { IsRowwise: true } or { IsLinear: true } => z,
        { HasLearnedSlope: true } => $"{Activations}{phi.Kind}({z}, TLanes.Broadcast({slope}))",
        _ when phi.Custom is { } custom => $"{Names.Runtime}CustomActivation.Value<{custom.Type}, TLanes>({z})",
        { HasConstantSlope: true } => $"{Activations}{phi.Kind}({z}, {Literal.Of(phi.Slope)})",
        _ => $"{Activations}{phi.Kind}({z})",
    };

    /// <summary>The derivative by z of one vector from that by a = φ(z).</summary>
    /// <param name="phi">The activation.</param>
    /// <param name="gradient">The derivative by a.</param>
    /// <param name="known">What training keeps to tell φ′(z) from: z itself where it is kept, otherwise a.</param>
    /// <param name="a">a, for a custom activation, which gets both.</param>
    public static string Gradient(ActivationSpec phi, string gradient, string known, string a = "") => phi.Traits switch
    {
        { IsRowwise: true } or { IsLinear: true } => gradient,
        _ when phi.Custom is { } custom => $"{Names.Runtime}CustomActivation.Gradient<{custom.Type}, TLanes>({gradient}, {known}, {a})",
        { HasConstantSlope: true } => $"{Activations}{phi.Kind}Gradient({gradient}, {known}, {Literal.Of(phi.Slope)})",
        _ => $"{Activations}{phi.Kind}Gradient({gradient}, {known})",
    };

    /// <summary>What a tile stores in place of a sum: its activation, where that happens in registers.</summary>
    public static string Finish(MatMulPlan plan, Tile tile, string sum)
    {
        LayerSpec layer = plan.Layer;
        ActivationSpec phi = plan.Operation.Finish;
        if (!plan.IsFused(tile)) return sum;
        return phi.Traits.IsRowwise
            ? $"{FitsRegister(layer)} ? {Names.Runtime}{phi.Kind}.Row({sum}, {Literal.Of(layer.FanOut)}) : {sum}"
            : Apply(phi, sum, $"ref parameters, {Literal.Of(layer.Tensors.Offset(TensorRole.Slope))}");
    }

    /// <summary>Activates rows that were stored, where their tiles did not do so before storing them.</summary>
    public static void Complete(CodeWriter writer, MatMulPlan plan, Tile tile, string rows)
    {
        if (!plan.IsFused(tile))
        {
            CompleteStored(writer, plan.Operation, rows);
        }
        else if (plan.Operation.Finish.Traits.IsRowwise)
        {
            using (writer.Block($"if (TLanes.Count < {Literal.Of(plan.Layer.FanOut)})")) CompleteStored(writer, plan.Operation, rows);
        }
    }

    /// <summary>Activates rows of pre-activations in place.</summary>
    public static void CompleteStored(CodeWriter writer, MatMul product, string rows)
    {
        ActivationSpec phi = product.Finish;
        string fanOut = Literal.Of(product.Layer.FanOut);
        if (phi.Traits.IsRowwise)
        {
            writer.Line($"{Names.Runtime}{phi.Kind}.Rows<TLanes>(ref outputs, {rows}, {fanOut});");
        }
        else if (!phi.Traits.IsLinear)
        {
            string slope = phi.Traits.HasLearnedSlope ? Names.At("parameters", product.Layer.Tensors.Offset(TensorRole.Slope)) + ", " : "";
            writer.Line($"{KernelNames.Forward(product)}Activate<TLanes>(ref outputs, {slope}{(rows == "1" ? "" : rows + " * ")}{fanOut});");
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
