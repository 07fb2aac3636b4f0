using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;
using Layerwise.Text;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>The forward kernels of one layer: one sample, a tile of samples, and any number of them.</summary>
internal static class ForwardKernels
{
    public static void Write(CodeWriter writer, MatMulPlan plan)
    {
        LayerSpec layer = plan.Layer;
        string name = KernelNames.Forward(plan.Operation);
        string shape = $"a {Literal.Of(layer.FanIn)} → {Literal.Of(layer.FanOut)} layer with {(plan.Operation.IsScaled ? "batch normalization and " : "")}{plan.Operation.Finish.Name}";

        if (plan.StreamsRows) WriteStreamedSample(writer, plan, name, shape);
        else WriteSample(writer, plan, name, shape);
        if (plan.PacksPanels) WritePackedBatch(writer, plan, name, shape);
        else WriteBatch(writer, plan, name, shape);
        if (NeedsActivate(plan)) WriteActivate(writer, plan.Operation.Finish, name);
    }

    private static void WriteSample(CodeWriter writer, MatMulPlan plan, string name, string shape)
    {
        writer.Line($"/// <summary>One sample of {shape}. Tile: {plan.Sample}.</summary>");
        using (KernelMethod.Write(writer, $"{name}Sample<TLanes>{Parameters(plan.Operation)})"))
        {
            using (MatrixProduct.Panels(writer, plan.Layer.FanOut, plan.Sample)) Product(plan, plan.Sample).Write(writer, plan.Sample);
            ActivationCalls.Complete(writer, plan, plan.Sample, "1");
        }
    }

    private static void WriteStreamedSample(CodeWriter writer, MatMulPlan plan, string name, string shape)
    {
        writer.Line($"/// <summary>One sample of {shape}. No cache holds its {NumberText.Grouped(plan.Layer.WeightCount)} weights: they are read in rows, {Literal.Of(CodeBudget.StreamedRows)} at a time.</summary>");
        using (KernelMethod.Write(writer, $"{name}Sample<TLanes>{Parameters(plan.Operation)})"))
        {
            RowStream.Write(writer, plan.Layer);
            if (plan.Operation.IsScaled) writer.Line($"{Names.Runtime}BatchNormalization.Scale<TLanes>(ref outputs, ref scales, {Literal.Of(plan.Layer.FanOut)});");
            ActivationCalls.CompleteStored(writer, plan.Operation, "1");
        }
    }

    private static void WriteBatch(CodeWriter writer, MatMulPlan plan, string name, string shape)
    {
        LayerSpec layer = plan.Layer;
        writer.Line();
        writer.Line($"/// <summary>{Literal.Of(plan.Batch.Rows)} samples of {shape}. Tile: {plan.Batch}.</summary>");
        using (KernelMethod.Write(writer, $"{name}Tile<TLanes>{Parameters(plan.Operation)})"))
        {
            using (MatrixProduct.Panels(writer, layer.FanOut, plan.Batch)) Product(plan, plan.Batch).Write(writer, plan.Batch);
        }

        writer.Line();
        writer.Line($"/// <summary>Any number of samples of {shape}.</summary>");
        using (KernelMethod.Write(writer, $"{name}<TLanes>{Parameters(plan.Operation)}, nint rows)"))
        {
            RowLoop.WriteFew(writer, plan.Batch.Rows, row => $"{name}Sample<TLanes>({Ends(plan.Operation, row)});");
            RowLoop.WriteTiles(writer, plan.Batch.Rows, row => $"{name}Tile<TLanes>({Ends(plan.Operation, row)});");
            ActivationCalls.Complete(writer, plan, plan.Batch, "rows");
        }
    }

    // All samples meet one panel of weights before the next is copied. For weights that fit the cache this order is half as fast again:
    // the inputs of 96 samples, 300 KB in 784-128-10, would be read for each panel.
    private static void WritePackedBatch(CodeWriter writer, MatMulPlan plan, string name, string shape)
    {
        LayerSpec layer = plan.Layer;
        writer.Line();
        writer.Line($"/// <summary>{Literal.Of(plan.Batch.Rows)} samples of {shape}, some of its columns. Tile: {plan.Batch}.</summary>");
        using (KernelMethod.Write(writer, $"{name}Tile<TLanes>{Parameters(plan.Operation)}, ref float panel, nint column)"))
        {
            Product(plan, plan.Batch).Write(writer, plan.Batch);
        }

        writer.Line();
        writer.Line($"/// <summary>Any number of samples of {shape}. No cache holds its {NumberText.Grouped(layer.WeightCount)} weights: the columns of one tile after the other are copied together.</summary>");
        using (KernelMethod.Write(writer, $"{name}<TLanes>{Parameters(plan.Operation)}, ref float panel, nint rows)"))
        {
            RowLoop.WriteFew(writer, plan.Batch.Rows, row => $"{name}Sample<TLanes>({Ends(plan.Operation, row)});");
            using (MatrixProduct.Panels(writer, layer.FanOut, plan.Batch))
            {
                string width = MatrixProduct.PanelWidth(plan.Batch);
                writer.Line($"{Names.Runtime}Columns.Pack<TLanes>({Names.At("parameters", "column")}, {Literal.Of(layer.FanIn)}, {Literal.Of(layer.FanOut)}, {width}, ref panel);");
                RowLoop.WriteTiles(writer, plan.Batch.Rows, row => $"{name}Tile<TLanes>({Ends(plan.Operation, row)}, ref panel, column);");
            }

            ActivationCalls.Complete(writer, plan, plan.Batch, "rows");
        }
    }

    // What inference multiplies and adds in place of a normalization is computed before the kernels run: see BatchNormalization.Fold.
    private static string Parameters(MatMul product) =>
        $"(ref float inputs, ref float parameters, {(product.IsScaled ? "ref float scales, " : "")}ref float outputs";

    private static string Ends(MatMul product, string row) =>
        $"{Names.At("inputs", $"{row} * {Literal.Of(product.Layer.FanIn)}")}, ref parameters, {(product.IsScaled ? "ref scales, " : "")}{Names.At("outputs", $"{row} * {Literal.Of(product.Layer.FanOut)}")}";

    private static MatrixProduct Product(MatMulPlan plan, Tile tile)
    {
        LayerSpec layer = plan.Layer;
        bool isPacked = plan.PacksPanels && tile.Rows > 1;
        return new MatrixProduct(("inputs", layer.FanIn, 1), isPacked ? "panel" : "parameters", layer.FanIn, layer.FanOut, "outputs")
        {
            IsPacked = isPacked,
            Initial = layer.HasBias ? column => $"TLanes.Load(ref parameters, {Literal.Of(layer.Tensors.Offset(TensorRole.Biases))} + {column})" : null,
            Finish = (sum, _, column) => ActivationCalls.Finish(plan, tile, plan.Operation.IsScaled ? Normalized(layer, sum, column) : sum),
        };
    }

    private static string Normalized(LayerSpec layer, string sum, string column) =>
        $"TLanes.MultiplyAdd({sum}, ref scales, {column}, TLanes.Load(ref scales, {Literal.Of(layer.FanOut)} + {column}))";

    private static bool NeedsActivate(MatMulPlan plan) =>
        !plan.Operation.Finish.Traits.IsRowwise && !plan.Operation.Finish.Traits.IsLinear
        && (plan.StreamsRows || !(plan.IsFused(plan.Sample) && plan.IsFused(plan.Batch)));

    private static void WriteActivate(CodeWriter writer, ActivationSpec phi, string name)
    {
        writer.Line();
        writer.Line($"/// <summary>{phi.Name} in place, while the values are in the first-level cache.</summary>");
        using (KernelMethod.Write(writer, $"{name}Activate<TLanes>(ref float outputs, {(phi.Traits.HasLearnedSlope ? "ref float slope, " : "")}nint count)"))
        {
            ActivationCalls.ElementLoop(writer, (index, load, store) =>
                $"TLanes.Store({ActivationCalls.Apply(phi, $"TLanes.Load(ref outputs, {index}{load})", "ref slope, 0")}, ref outputs, {index}{store});");
        }
    }
}
