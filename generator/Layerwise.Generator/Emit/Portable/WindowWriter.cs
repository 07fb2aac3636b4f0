using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>Steps that move a window over their input, [height, width, channels], as plain loops.</summary>
internal static class WindowWriter
{
    /// <summary>Writes an input between zeros.</summary>
    public static void WritePad(CodeWriter writer, Pad pad, Place reads, Place writes)
    {
        int channels = pad.Channels;
        SumWriter.Loop(writer, pad.Width, j => $"{writes.At(j)} = 0;");
        using (writer.Block($"for (int y = 0; y < {Literal.Of(pad.Vertical.Size)}; y++)"))
        {
            int start = ((pad.Vertical.Before * pad.Horizontal.Padded) + pad.Horizontal.Before) * channels;
            writer.Line($"int a = {SumWriter.Times(pad.Horizontal.Size * channels)}y, z = {SumWriter.Times(pad.Horizontal.Padded * channels)}y;");
            SumWriter.Loop(writer, pad.Horizontal.Size * channels, j => $"{writes.From("z").At(j, start)} = {reads.From("a").At(j)};");
        }
    }

    /// <summary>Writes the sums of each window. Neighbouring positions of the window that are neighbours in the input are one run of products.</summary>
    public static void WriteConvolution(CodeWriter writer, Convolve convolve, Place? biases, Place weights, Place reads, Place writes)
    {
        ConvolutionSizes sizes = convolve.Sizes;
        (WindowAxis vertical, WindowAxis horizontal) = (sizes.Vertical, sizes.Horizontal);
        bool isRun = sizes.Groups == 1 && horizontal.Dilation == 1;
        int steps = isRun ? 1 : horizontal.Kernel;
        int run = isRun ? horizontal.Kernel * sizes.PartChannels : sizes.PartChannels;
        int columns = sizes.Filters / sizes.Groups;
        using (writer.Block($"for (int y = 0; y < {Literal.Of(vertical.Results)}; y++)"))
        using (writer.Block($"for (int x = 0; x < {Literal.Of(horizontal.Results)}; x++)"))
        {
            writer.Line($"int z = {SumWriter.Times(sizes.Filters)}({SumWriter.Times(horizontal.Results)}y + x);");
            SumWriter.WriteFirst(writer, biases, sizes.Filters, writes.From("z"));
            using (writer.Block($"for (int u = 0; u < {Literal.Of(vertical.Kernel)}; u++)"))
            using (writer.Block($"for (int v = 0; v < {Literal.Of(steps)}; v++)"))
            {
                if (convolve.IsOverBorders)
                {
                    WriteInside(writer, vertical, horizontal);
                    writer.Line($"int a = {SumWriter.Times(sizes.Channels)}({SumWriter.Times(horizontal.Size)}r + c);");
                }
                else
                {
                    string row = $"{SumWriter.Times(vertical.Stride)}y + {SumWriter.Times(vertical.Dilation)}u";
                    string column = $"{SumWriter.Times(horizontal.Stride)}x + {SumWriter.Times(horizontal.Dilation)}v";
                    writer.Line($"int a = {SumWriter.Times(sizes.Channels)}({SumWriter.Times(horizontal.Padded)}({row}) + {column});");
                }

                writer.Line($"int k = {SumWriter.Times(run * sizes.Filters)}({SumWriter.Times(steps)}u + v);");
                var sums = new SumWriter(run, columns, sizes.Filters);
                if (sizes.Groups == 1)
                {
                    sums.Write(writer, reads.From("a"), weights.From("k"), writes.From("z"));
                }
                else
                {
                    using (writer.Block($"for (int g = 0; g < {Literal.Of(sizes.Groups)}; g++)"))
                    {
                        writer.Line($"int b = a + {SumWriter.Times(run)}g, l = k + {SumWriter.Times(columns)}g, t = z + {SumWriter.Times(columns)}g;");
                        sums.Write(writer, reads.From("b"), weights.FromColumn("l", $"{SumWriter.Times(columns)}g"), writes.From("t"));
                    }
                }
            }
        }
    }

    /// <summary>Writes the sums of a window that ends at a step, and puts the step in the place of the oldest that is remembered.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="step">The step.</param>
    /// <param name="ring">The steps before that the window reaches, and behind them which is the oldest.</param>
    /// <param name="biases">The biases.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="reads">The step.</param>
    /// <param name="writes">Receives the sums.</param>
    public static void WriteStep(CodeWriter writer, ConvolveStep step, Place ring, Place? biases, Place weights, Place reads, Place writes)
    {
        ConvolutionSizes sizes = step.Sizes;
        int before = sizes.Horizontal.Kernel - 1;
        int tap = sizes.PartChannels * sizes.Filters;
        string length = Literal.Of(sizes.Horizontal.Extent - 1);
        string oldest = ring.At(Literal.Of((sizes.Horizontal.Extent - 1) * sizes.Channels));
        SumWriter.WriteFirst(writer, biases, sizes.Filters, writes);
        if (before == 0)
        {
            WriteTap(reads, weights);
            return;
        }

        writer.Line("{");
        using (writer.Indented("}"))
        {
            writer.Line($"int oldest = (int){oldest};");
            writer.Line($"if (oldest < 0 || oldest >= {length}) oldest = 0;");
            using (writer.Block($"for (int v = 0; v < {Literal.Of(before)}; v++)"))
            {
                writer.Line($"int a = {SumWriter.Times(sizes.Channels)}((oldest + {SumWriter.Times(sizes.Horizontal.Dilation)}v) % {length}), k = {SumWriter.Times(tap)}v;");
                WriteTap(ring.From("a"), weights.From("k"));
            }

            WriteTap(reads, weights with { Offset = before * tap });
            writer.Line($"int r = {SumWriter.Times(sizes.Channels)}oldest;");
            SumWriter.Loop(writer, sizes.Channels, j => $"{ring.From("r").At(j)} = {reads.At(j)};");
            writer.Line($"{oldest} = (float)(oldest + 1 == {length} ? 0 : oldest + 1);");
        }

        // What one step of the window adds to the sums of all filters.
        void WriteTap(Place from, Place by)
        {
            int columns = sizes.Filters / sizes.Groups;
            var sums = new SumWriter(sizes.PartChannels, columns, sizes.Filters);
            if (sizes.Groups == 1)
            {
                sums.Write(writer, from, by, writes);
                return;
            }

            using (writer.Block($"for (int g = 0; g < {Literal.Of(sizes.Groups)}; g++)"))
            {
                writer.Line($"int b = {SumWriter.Times(sizes.PartChannels)}g, l = {SumWriter.Times(columns)}g;");
                sums.Write(writer, from.From("b"), by.FromColumn("l", "l"), writes.From("l"));
            }
        }
    }

    /// <summary>Writes the largest number or the mean of each window, of what lies inside the input.</summary>
    public static void WritePool(CodeWriter writer, Pool pool, Language language, Place reads, Place writes)
    {
        (WindowAxis vertical, WindowAxis horizontal) = (pool.Vertical, pool.Horizontal);
        int channels = pool.Layer.Output.Size / (vertical.Results * horizontal.Results);
        string first = pool.IsMax ? language.Number(float.NegativeInfinity) : "0";
        using (writer.Block($"for (int y = 0; y < {Literal.Of(vertical.Results)}; y++)"))
        using (writer.Block($"for (int x = 0; x < {Literal.Of(horizontal.Results)}; x++)"))
        {
            writer.Line($"int z = {SumWriter.Times(channels)}({SumWriter.Times(horizontal.Results)}y + x);");
            if (!pool.IsMax) writer.Line("int count = 0;");
            SumWriter.Loop(writer, channels, j => $"{writes.From("z").At(j)} = {first};");
            using (writer.Block($"for (int u = 0; u < {Literal.Of(vertical.Kernel)}; u++)"))
            using (writer.Block($"for (int v = 0; v < {Literal.Of(horizontal.Kernel)}; v++)"))
            {
                WriteInside(writer, vertical, horizontal);
                writer.Line($"int a = {SumWriter.Times(channels)}({SumWriter.Times(horizontal.Size)}r + c);");
                if (!pool.IsMax) writer.Line("count++;");
                SumWriter.Loop(writer, channels, j =>
                {
                    (string number, string result) = (reads.From("a").At(j), writes.From("z").At(j));
                    return pool.IsMax ? $"{result} = {number} > {result} ? {number} : {result};" : $"{result} += {number};";
                });
            }

            if (!pool.IsMax) SumWriter.Loop(writer, channels, j => $"{writes.From("z").At(j)} /= (float)count;");
        }
    }

    // The row and the column that a step of the window sees, where they lie inside the input.
    private static void WriteInside(CodeWriter writer, WindowAxis vertical, WindowAxis horizontal)
    {
        writer.Line($"int r = {Position(vertical, "y", "u")}, c = {Position(horizontal, "x", "v")};");
        string[] outside = [.. Outside(vertical, "r"), .. Outside(horizontal, "c")];
        if (outside.Length > 0) writer.Line($"if ({string.Join(" || ", outside)}) continue;");
    }

    private static string Position(WindowAxis axis, string result, string step) =>
        $"{SumWriter.Times(axis.Stride)}{result} + {SumWriter.Times(axis.Dilation)}{step}{(axis.Before > 0 ? $" - {Literal.Of(axis.Before)}" : "")}";

    private static IEnumerable<string> Outside(WindowAxis axis, string position)
    {
        if (axis.Before > 0) yield return $"{position} < 0";
        if (axis.After > 0) yield return $"{position} >= {Literal.Of(axis.Size)}";
    }
}
