using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>The forward kernels of one layer: one sample, a tile of samples, and any number of them.</summary>
internal static class ForwardKernels
{
    private const string Parameters = "(ref float inputs, ref float parameters, ref float outputs";

    public static void Write(CodeWriter writer, LayerPlan plan)
    {
        LayerSpec layer = plan.Layer;
        string name = KernelNames.Forward(layer);
        string shape = $"a {Literal.Of(layer.FanIn)} → {Literal.Of(layer.FanOut)} layer with {layer.ActivationName}";

        writer.Line();
        WriteKernel(writer, $"One sample of {shape}. Tile: {plan.Sample}.", name + "Sample", plan, plan.Sample);
        if (plan.Batch.Rows > 1)
        {
            writer.Line();
            WriteKernel(writer, $"{Literal.Of(plan.Batch.Rows)} samples of {shape}. Tile: {plan.Batch}.", name + "Tile", plan, plan.Batch);
        }

        writer.Line();
        writer.Line($"/// <summary>Any number of samples of {shape}.</summary>");
        writer.Line($"private static void {name}<TLanes>{Parameters}, nint rows)");
        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        using (writer.Indented("}"))
        {
            RowLoop.Write(
                writer,
                plan.Batch.Rows,
                row => $"{name}Sample<TLanes>({Ends(layer, row)});",
                row => $"{name}Tile<TLanes>({Ends(layer, row)});");
        }

        if (NeedsActivate(plan)) WriteActivate(writer, layer, name);
    }

    private static string Ends(LayerSpec layer, string row) =>
        $"{Names.At("inputs", $"{row} * {Literal.Of(layer.FanIn)}")}, ref parameters, {Names.At("outputs", $"{row} * {Literal.Of(layer.FanOut)}")}";

    private static void WriteKernel(CodeWriter writer, string summary, string name, LayerPlan plan, Tile tile)
    {
        LayerSpec layer = plan.Layer;
        var product = new MatrixProduct(("inputs", layer.FanIn, 1), ("parameters", layer.FanOut), layer.FanIn, layer.FanOut, "outputs")
        {
            Initial = layer.HasBias ? column => $"TLanes.Load(ref parameters, {Literal.Of(layer.WeightCount)} + {column})" : null,
            Finish = (sum, _) => ActivationCalls.Finish(plan, tile, sum),
        };

        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"private static void {name}<TLanes>{Parameters})");
        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        using (writer.Indented("}"))
        {
            product.Write(writer, tile);
            ActivationCalls.Complete(writer, plan, tile);
        }
    }

    private static bool NeedsActivate(LayerPlan plan) =>
        !plan.Layer.IsRowwise && !(plan.IsFused(plan.Sample) && plan.IsFused(plan.Batch));

    private static void WriteActivate(CodeWriter writer, LayerSpec layer, string name)
    {
        writer.Line();
        writer.Line($"/// <summary>{layer.ActivationName} in place, while the values are in the first-level cache.</summary>");
        writer.Line($"private static void {name}Activate<TLanes>(ref float outputs, nint count)");
        writer.Line("    " + Names.WhereLanes);
        writer.Line("{");
        using (writer.Indented("}"))
        {
            ActivationCalls.ElementLoop(writer, (index, load, store) =>
                $"TLanes.Store({ActivationCalls.Apply(layer, $"TLanes.Load(ref outputs, {index}{load})")}, ref outputs, {index}{store});");
        }
    }
}
