using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tiles;

namespace Layerwise.Generator.Emit.Naming;

/// <summary>
/// The sizes of layers as structs, which kernels are compiled for: named by what they are, not by their layer, so that layers of one shape share their kernels,
/// and a deep network costs the compiler and the JIT no more than its distinct shapes.
/// </summary>
internal static class Shapes
{
    public static string Name(LayerSpec layer) => $"Dense{Literal.Of(layer.FanIn)}x{Literal.Of(layer.FanOut)}{(layer.HasBias ? "" : "WithoutBias")}";

    public static void Write(CodeWriter writer, NetworkPlan plan)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (LayerSpec layer in plan.Inference.OfType<MatMul>().Select(static product => product.Layer))
        {
            if (!written.Add(Name(layer))) continue;
            writer.Line();
            Write(writer, layer);
        }
    }

    private static void Write(CodeWriter writer, LayerSpec layer)
    {
        writer.Line($"/// <summary>{Literal.Of(layer.FanIn)} → {Literal.Of(layer.FanOut)}{(layer.HasBias ? "" : ", no bias")}. {Sample(layer)}; {Batch(layer)}.</summary>");
        using (writer.Block($"internal readonly struct {Name(layer)} : {Names.Runtime}IDenseShape"))
        {
            writer.Line($"public static int FanIn => {Literal.Of(layer.FanIn)};");
            writer.Line($"public static int FanOut => {Literal.Of(layer.FanOut)};");
            writer.Line($"public static bool HasBias => {(layer.HasBias ? "true" : "false")};");
            writer.Line($"public static int SampleVectors => {Literal.Of(Tiling.SampleVectors(layer.FanOut))};");
        }
    }

    private static string Sample(LayerSpec layer)
    {
        if (Tiling.StreamsRows(layer.FanIn, layer.FanOut)) return "One sample: rows of weights from end to end, because no cache holds them";
        int vectors = Tiling.SampleVectors(layer.FanOut);
        int sums = Math.Min(Tiling.SampleAccumulators / vectors, layer.FanIn);
        return $"One sample: {Count(vectors, "vector")} of outputs{(sums > 1 ? $", {Literal.Of(sums)} partial sums each" : "")}";
    }

    private static string Batch(LayerSpec layer) =>
        $"several: tiles of {Literal.Of(Tiling.Rows(layer.FanOut))} × {Count(Tiling.Vectors(layer.FanOut), "vector")}"
        + (Tiling.PacksPanels(layer.FanIn, layer.FanOut) ? ", whose weights are copied together" : "");

    private static string Count(int count, string what) => $"{Literal.Of(count)} {what}{(count == 1 ? "" : "s")}";
}
