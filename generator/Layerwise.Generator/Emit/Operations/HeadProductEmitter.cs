using Layerwise.Generator.Emit.Naming;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>The products of several outputs as one: their weights are copied next to each other, and what comes of them is copied apart.</summary>
internal sealed class HeadProductEmitter(HeadProduct together) : IOperationEmitter
{
    private const string Heads = Names.Runtime + "Heads.";
    private const string Dense = Names.Runtime + "Dense.";
    private const string Panel = "ref workspace.PanelOrigin";

    private readonly MatMul _whole = together.Whole;
    private readonly string _kernels = $"<TLanes, {Shapes.Name(together.Whole)}";

    /// <summary>Opens what fewer samples do than are worth the copies: each output by itself.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The number of samples.</param>
    public static CodeWriter.Scope WriteIfFew(CodeWriter writer, string rows)
    {
        writer.Line("// For few samples the weights stay where they are.");
        return writer.Block($"if ({rows} < {Literal.Of(HeadProduct.FewestRows)})");
    }

    /// <summary>Writes the method that puts the weights side by side.</summary>
    public void WriteJoinWeights(CodeWriter writer, NetworkSpec network)
    {
        string names = string.Join(", ", network.Heads.Where(head => together.Parts.Any(part => part.Layer.Index == head.Last)).Select(static head => head.Name));
        string shape = $"[{Literal.Of(together.Rows)}, {Literal.Of(_whole.FanOut)}]";
        writer.Line($"/// <summary>The weights{(_whole.HasBias ? " and biases" : "")} of {names} side by side, {shape}: one product takes less time than one for each.</summary>");
        writer.Line(GeneratedFile.OptimizedAttribute);
        using (writer.Block($"private static void JoinWeights<TLanes>(ref float parameters, ref float joined)\n    {Names.WhereLanes}"))
        {
            foreach (MatMul part in together.Parts) writer.Line(Copy("Join", Weights(part, "parameters"), part, "ref joined", Literal.Of(together.Rows)));
        }
    }

    /// <summary>Writes the calls that some samples of inference need.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="weights">Where the weights lie side by side.</param>
    /// <param name="sums">Room for what comes of them.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="ends">What each part finds.</param>
    public void WriteInference(CodeWriter writer, string weights, string sums, string rows, Func<MatMul, InferenceEnds> ends)
    {
        writer.Line($"{Dense}Forward{_kernels}, {PhiType.Of(ActivationSpec.Identity)}>({ends(together.Parts[0]).Reads[0]}, {weights}, {sums}, {rows});");
        foreach (MatMul part in together.Parts)
        {
            InferenceEnds own = ends(part);
            writer.Line(Copy("Split", own.Writes, part, sums, rows));
            if (FinishOf(part) is { } activate) writer.Line(new ActivateEmitter(activate).Call(own with { Reads = [own.Writes] }));
        }
    }

    /// <inheritdoc/>
    public void WriteForward(CodeWriter writer, TrainingEnds ends)
    {
        string sums = WorkspaceValues.Together(ends.Plan);
        writer.Line($"JoinWeights<TLanes>(ref parameters, {Panel});");
        writer.Line($"{Dense}Forward{_kernels}, {PhiType.Of(ActivationSpec.Identity)}>({ends.Reads[0]}, {Panel}, {sums}, rows);");
        foreach (MatMul part in together.Parts)
        {
            string own = WorkspaceValues.Of(ends.Plan, part.Writes);
            writer.Line(Copy("Split", own, part, sums, "rows"));
            if (FinishOf(part) is { } activate) new ActivateEmitter(activate).WriteForward(writer, new TrainingEnds(ends.Plan, [own], own));
        }
    }

    /// <inheritdoc/>
    public void WriteBackward(CodeWriter writer, TrainingEnds ends, BackwardEnds backward)
    {
        string gradients = Names.At("workspace.PanelOrigin", Literal.Of(together.Weights));
        string panel = Names.At("workspace.PanelOrigin", Literal.Of(2 * together.Weights));
        foreach (MatMul part in together.Parts) writer.Line(Copy("Join", WorkspaceValues.Deltas(ends.Plan, part.Writes), part, backward.Derivatives, "rows"));
        writer.Line($"{Dense}ParameterGradients{_kernels}>({ends.Reads[0]}, {backward.Derivatives}, {gradients}, {panel}, rows);");
        foreach (MatMul part in together.Parts)
        {
            writer.Line(Copy("Split", Weights(part, backward.Gradients), part, gradients, Literal.Of(together.Rows)));
            if (part.HasVainBiases) NormalizeEmitter.WriteNoShift(writer, part.Layer, TensorRole.Biases, backward.Gradients);
        }

        backward.WriteDeltas(writer, 0, static _ => $"JoinWeights<TLanes>(ref parameters, {Panel});");
        backward.WriteDeltas(writer, 0, deltas => $"{Dense}InputGradients{_kernels}>({Panel}, {panel}, {backward.Derivatives}, {deltas}, rows);");
    }

    // What a part would do to its sums while they are in registers.
    private static Activate? FinishOf(MatMul part) => part.Finish.Traits.IsLinear ? null : new Activate(part.Layer, part.Finish) { Shape = part.Shape };

    private static string Weights(MatMul part, string vector) => Offsets.At(vector, part.Layer, part.Weights);

    private string Copy(string method, string own, MatMul part, string whole, string rows) =>
        $"{Heads}{method}<TLanes>({own}, {Literal.Of(part.FanOut)}, {whole}, width: {Literal.Of(_whole.FanOut)}, offset: {Literal.Of(together.ColumnOf(part))}, {rows});";
}
