using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tiles;

namespace Layerwise.Generator.Emit.Naming;

/// <summary>
/// The sizes of products as structs, which kernels are compiled for: named by what they are, not by their layer, so that layers of one shape share their kernels,
/// and a deep network costs the compiler and the JIT no more than its distinct shapes.
/// </summary>
internal static class Shapes
{
    public static string Name(MatMul product) => $"Dense{Literal.Of(product.FanIn)}x{Literal.Of(product.FanOut)}{(product.HasBias ? "" : "WithoutBias")}";

    /// <summary>How many rows of channels there are in a number of samples of what a step writes.</summary>
    public static string Rows(Operation step, string samples) => step.Width == step.Channels ? samples : $"{samples} * {Literal.Of(step.Width / step.Channels)}";

    public static void Write(CodeWriter writer, NetworkPlan plan)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (MatMul product in plan.Inference.OfType<MatMul>())
        {
            if (!written.Add(Name(product))) continue;
            writer.Line();
            Write(writer, product);
        }
    }

    private static void Write(CodeWriter writer, MatMul product)
    {
        writer.Line($"/// <summary>{Literal.Of(product.FanIn)} → {Literal.Of(product.FanOut)}{(product.HasBias ? "" : ", no bias")}. {Sample(product)}; {Batch(product)}.</summary>");
        using (writer.Block($"internal readonly struct {Name(product)} : {Names.Runtime}IDenseShape"))
        {
            writer.Line($"public static int FanIn => {Literal.Of(product.FanIn)};");
            writer.Line($"public static int FanOut => {Literal.Of(product.FanOut)};");
            writer.Line($"public static bool HasBias => {(product.HasBias ? "true" : "false")};");
            writer.Line($"public static int SampleVectors => {Literal.Of(Tiling.SampleVectors(product.FanOut))};");
        }
    }

    private static string Sample(MatMul product)
    {
        if (Tiling.StreamsRows(product.FanIn, product.FanOut)) return "One sample: rows of weights from end to end, because no cache holds them";
        int vectors = Tiling.SampleVectors(product.FanOut);
        int sums = Math.Min(Tiling.SampleAccumulators / vectors, product.FanIn);
        return $"One sample: {Count(vectors, "vector")} of outputs{(sums > 1 ? $", {Literal.Of(sums)} partial sums each" : "")}";
    }

    private static string Batch(MatMul product) =>
        $"several: tiles of {Literal.Of(Tiling.Rows(product.FanOut))} × {Count(Tiling.Vectors(product.FanOut), "vector")}"
        + (Tiling.PacksPanels(product.FanIn, product.FanOut) ? ", whose weights are copied together" : "");

    private static string Count(int count, string what) => $"{Literal.Of(count)} {what}{(count == 1 ? "" : "s")}";
}
