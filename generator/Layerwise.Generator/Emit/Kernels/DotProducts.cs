using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>
/// dx = W·dz of one sample: the rows of the weights as they lie in memory, each summed up across the register. Transposing the weights first
/// would pay only for several samples.
/// </summary>
internal static class DotProducts
{
    public static void Write(CodeWriter writer, LayerSpec layer)
    {
        int rows = Math.Min(CodeBudget.DotProductRows, layer.FanIn);
        using (RowLoop.OverInputs(writer, layer.FanIn, rows)) WriteRows(writer, layer, rows);
    }

    private static void WriteRows(CodeWriter writer, LayerSpec layer, int rows)
    {
        int fanOut = layer.FanOut;
        writer.Line($"TLanes {string.Join(", ", Enumerable.Range(0, rows).Select(static row => $"s{Literal.Of(row)} = TLanes.Zero"))};");
        writer.Line($"ref float weights = {Names.At("parameters", "input * " + Literal.Of(fanOut))};");
        bool isWhole = fanOut % CodeBudget.WidestLanes == 0;
        using (writer.Block($"for (nint column = 0; column {(isWhole ? "<" : "<=")} {Literal.Of(fanOut)}{(isWhole ? "" : " - TLanes.Count")}; column += TLanes.Count)"))
        {
            writer.Line("TLanes delta = TLanes.Load(ref deltas, column);");
            for (int row = 0; row < rows; row++)
            {
                string sum = "s" + Literal.Of(row);
                writer.Line($"{sum} = TLanes.MultiplyAdd(delta, ref weights, {Index(row * fanOut, "column")}, {sum});");
            }
        }

        if (!isWhole) WriteRest(writer, fanOut, rows);
        for (int row = 0; row < rows; row++) writer.Line($"At(ref results, {Index(row, "input")}) = TLanes.Sum(s{Literal.Of(row)});");
    }

    // What lies behind a row of weights is the next row, which must not take part, not even times 0: it may be infinite.
    private static void WriteRest(CodeWriter writer, int fanOut, int rows)
    {
        string width = Literal.Of(fanOut);
        using (writer.Block($"if ({width} % TLanes.Count != 0)"))
        {
            writer.Line($"nint column = {width} - ({width} % TLanes.Count);");
            writer.Line($"int rest = {width} % TLanes.Count;");
            writer.Line("TLanes delta = TLanes.KeepFirst(TLanes.Load(ref deltas, column), rest, 0f);");
            for (int row = 0; row < rows; row++)
            {
                string sum = "s" + Literal.Of(row);
                writer.Line($"{sum} = TLanes.MultiplyAdd(delta, TLanes.KeepFirst(TLanes.Load(ref weights, {Index(row * fanOut, "column")}), rest, 0f), {sum});");
            }
        }
    }

    private static string Index(int offset, string index) => offset == 0 ? index : $"{index} + {Literal.Of(offset)}";
}
