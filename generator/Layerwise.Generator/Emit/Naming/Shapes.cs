using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tiles;

namespace Layerwise.Generator.Emit.Naming;

/// <summary>
/// The sizes of products, convolutions and pooling layers as structs, which kernels are compiled for: named by what they are, not by their layer, so that layers of one shape
/// share their kernels, and a deep network costs the compiler and the JIT no more than its distinct shapes.
/// </summary>
internal static class Shapes
{
    public static string Name(MatMul product) => $"Dense{Literal.Of(product.FanIn)}x{Literal.Of(product.FanOut)}{(product.HasBias ? "" : "WithoutBias")}";

    /// <summary>How many rows of channels there are in a number of samples of what a step writes.</summary>
    public static string Rows(Operation step, string samples)
    {
        int each = step.Width / step.Channels;
        return each > 1 && each == step.Layer.Steps ? $"{samples} * Steps" : Names.Times(samples, each);
    }

    public static string Name(Convolve step)
    {
        ConvolutionSizes sizes = step.Sizes;
        return Extents("Conv", sizes.Vertical.Padded, sizes.Horizontal.Padded, sizes.Channels)
            + Extents("By", sizes.Vertical.Kernel, sizes.Horizontal.Kernel, sizes.Filters)
            + Unless(1, "Stride", sizes.Horizontal.Stride) + Unless(1, "Dilation", sizes.Horizontal.Dilation) + Unless(1, "Groups", sizes.Groups)
            + (step.HasBias ? "" : "WithoutBias") + (step.IsOverBorders ? "OverBorders" : "");
    }

    public static string Name(ConvolveStep step)
    {
        ConvolutionSizes sizes = step.Sizes;
        return $"Steps{Literal.Of(sizes.Channels)}By{Literal.Of(sizes.Horizontal.Kernel)}x{Literal.Of(sizes.Filters)}"
            + Unless(1, "Dilation", sizes.Horizontal.Dilation) + Unless(1, "Groups", sizes.Groups) + (step.HasBias ? "" : "WithoutBias");
    }

    public static string Name(Pool step) =>
        Extents("Pool", step.Vertical.Size, step.Horizontal.Size, step.Channels)
        + $"By{Literal.Of(step.Vertical.Kernel)}x{Literal.Of(step.Horizontal.Kernel)}"
        + Unless(step.Horizontal.Kernel, "Stride", step.Horizontal.Stride)
        + (step.Vertical.HasBorder || step.Horizontal.HasBorder ? "WithBorders" : "")
        + (IsSame(step.Vertical) && IsSame(step.Horizontal) ? "" : Beside(step.Vertical) + Beside(step.Horizontal));

    // A file may let a window reach over borders as no attribute says it.
    private static bool IsSame(WindowAxis axis) => !axis.HasBorder || axis == (axis with { Before = 0, After = 0 }).With(Padding.Same, zeros: 0);

    private static string Beside(WindowAxis axis) => $"And{Literal.Of(axis.Before)}x{Literal.Of(axis.After)}";

    public static string Name(Recur step) => $"{step.Kind}{Literal.Of(step.Inputs)}x{Literal.Of(step.Units)}";

    public static void Write(CodeWriter writer, NetworkPlan plan)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<Operation> together = new[] { plan.InferredTogether, plan.TrainedTogether }.OfType<HeadProduct>().Select(static product => product.Whole);
        foreach (Operation step in plan.Inference.Concat(plan.Training).Concat(together))
        {
            switch (step)
            {
                case MatMul product when written.Add(Name(product)):
                    writer.Line();
                    Write(writer, product);
                    break;
                case Convolve convolve when written.Add(Name(convolve)):
                    writer.Line();
                    Write(writer, convolve);
                    break;
                case ConvolveStep convolve when written.Add(Name(convolve)):
                    writer.Line();
                    Write(writer, convolve);
                    break;
                case Recur recur when written.Add(Name(recur)):
                    writer.Line();
                    Write(writer, recur);
                    break;
                case Pool pool when written.Add(Name(pool)):
                    writer.Line();
                    Write(writer, pool);
                    break;
            }
        }
    }

    private static void Write(CodeWriter writer, Convolve step)
    {
        ConvolutionSizes sizes = step.Sizes;
        string input = Positions(sizes.Vertical.Padded, sizes.Horizontal.Padded, sizes.Channels);
        string window = $"{Literal.Of(sizes.Vertical.Kernel)} × {Literal.Of(sizes.Horizontal.Kernel)}";
        string tiles = new ConvolvePlan(step).KeepsWindow ? "A panel of channels: weights stay in registers"
            : $"A line: tiles of {Count(Tiling.Positions(sizes.Horizontal.Results, Columns(sizes)), "position")} × {Count(Tiling.Vectors(Columns(sizes)), "vector")}";
        writer.Line($"/// <summary>{input} → {Positions(sizes.Vertical.Results, sizes.Horizontal.Results, sizes.Filters)}, {window}{(step.IsOverBorders ? ", no borders" : "")}. {tiles}.</summary>");
        using (writer.Block($"internal readonly struct {Name(step)} : {Names.Runtime}IConvolutionShape"))
        {
            WriteSizes(writer, sizes, step.HasBias);
            if (!step.IsOverBorders) return;
            writer.Line($"public static int Top => {Literal.Of(sizes.Vertical.Before)};");
            writer.Line($"public static int Bottom => {Literal.Of(sizes.Vertical.After)};");
            writer.Line($"public static int Left => {Literal.Of(sizes.Horizontal.Before)};");
            writer.Line($"public static int Right => {Literal.Of(sizes.Horizontal.After)};");
        }
    }

    private static void Write(CodeWriter writer, ConvolveStep step)
    {
        ConvolutionSizes sizes = step.Sizes;
        WindowAxis axis = sizes.Horizontal;
        string window = axis.Kernel == 1 ? "from it alone" : $"from it and {Count(axis.Kernel - 1, "step")} before, the first of them {Literal.Of(axis.Extent - 1)} back";
        writer.Line($"/// <summary>A step of {Count(sizes.Channels, "number")} → {Literal.Of(sizes.Filters)}, {window}.</summary>");
        using (writer.Block($"internal readonly struct {Name(step)} : {Names.Runtime}IConvolutionShape")) WriteSizes(writer, sizes, step.HasBias);
    }

    private static void WriteSizes(CodeWriter writer, ConvolutionSizes sizes, bool hasBias)
    {
        writer.Line($"public static int Height => {Literal.Of(sizes.Vertical.Padded)};");
        writer.Line($"public static int Width => {Literal.Of(sizes.Horizontal.Padded)};");
        writer.Line($"public static int Channels => {Literal.Of(sizes.Channels)};");
        writer.Line($"public static int Filters => {Literal.Of(sizes.Filters)};");
        writer.Line($"public static int KernelHeight => {Literal.Of(sizes.Vertical.Kernel)};");
        writer.Line($"public static int KernelWidth => {Literal.Of(sizes.Horizontal.Kernel)};");
        writer.Line($"public static int Stride => {Literal.Of(sizes.Horizontal.Stride)};");
        writer.Line($"public static int Dilation => {Literal.Of(sizes.Horizontal.Dilation)};");
        writer.Line($"public static int Groups => {Literal.Of(sizes.Groups)};");
        writer.Line($"public static bool HasBias => {(hasBias ? "true" : "false")};");
    }

    private static void Write(CodeWriter writer, Pool step)
    {
        string window = $"{Literal.Of(step.Vertical.Kernel)} × {Literal.Of(step.Horizontal.Kernel)}";
        writer.Line($"/// <summary>{Positions(step.Vertical.Size, step.Horizontal.Size, step.Channels)} → {Positions(step.Vertical.Results, step.Horizontal.Results, step.Channels)}, {window}.</summary>");
        using (writer.Block($"internal readonly struct {Name(step)} : {Names.Runtime}IPoolShape"))
        {
            writer.Line($"public static int Height => {Literal.Of(step.Vertical.Size)};");
            writer.Line($"public static int Width => {Literal.Of(step.Horizontal.Size)};");
            writer.Line($"public static int Channels => {Literal.Of(step.Channels)};");
            writer.Line($"public static int WindowHeight => {Literal.Of(step.Vertical.Kernel)};");
            writer.Line($"public static int WindowWidth => {Literal.Of(step.Horizontal.Kernel)};");
            writer.Line($"public static int Stride => {Literal.Of(step.Horizontal.Stride)};");
            writer.Line($"public static int Top => {Literal.Of(step.Vertical.Before)};");
            writer.Line($"public static int Left => {Literal.Of(step.Horizontal.Before)};");
            writer.Line($"public static int OutHeight => {Literal.Of(step.Vertical.Results)};");
            writer.Line($"public static int OutWidth => {Literal.Of(step.Horizontal.Results)};");
        }
    }

    private static void Write(CodeWriter writer, Recur step)
    {
        writer.Line($"/// <summary>{Literal.Of(step.Inputs)} → {Count(step.Units, "unit")}{(step.Gates > 1 ? $" of {Literal.Of(step.Gates)} gates" : "")}.</summary>");
        using (writer.Block($"internal readonly struct {Name(step)} : {Names.Runtime}IRecurrentShape"))
        {
            writer.Line($"public static int Inputs => {Literal.Of(step.Inputs)};");
            writer.Line($"public static int Units => {Literal.Of(step.Units)};");
        }
    }

    private static int Columns(ConvolutionSizes sizes) => sizes.IsDepthwise ? sizes.Filters : sizes.Filters / sizes.Groups;

    private static string Positions(int height, int width, int channels) => (height == 1 ? Shape.Of(width, channels) : Shape.Of(height, width, channels)).ToString();

    private static string Extents(string what, int height, int width, int channels) => $"{what}{Literal.Of(height)}x{Literal.Of(width)}x{Literal.Of(channels)}";

    private static string Unless(int usual, string what, int number) => number == usual ? "" : what + Literal.Of(number);

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
