using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>
/// y = x·W of one sample where no cache holds W: a few rows of weights at a time, each from end to end as memory delivers it fastest,
/// added to sums that lie in the outputs.
/// </summary>
internal static class RowStream
{
    public static void Write(CodeWriter writer, LayerSpec layer)
    {
        WriteBiases(writer, layer);
        int rest = layer.FanIn % CodeBudget.StreamedRows;
        using (writer.Block($"for (nint a = 0; a < {Literal.Of(layer.FanIn - rest)}; a += {Literal.Of(CodeBudget.StreamedRows)})"))
        {
            WriteRows(writer, layer, "a", CodeBudget.StreamedRows);
        }

        if (rest == 0) return;
        writer.Line("{");
        using (writer.Indented("}")) WriteRows(writer, layer, Literal.Of(layer.FanIn - rest), rest);
    }

    private static void WriteBiases(CodeWriter writer, LayerSpec layer) => Columns(writer, layer.FanOut, (column, count) =>
    {
        string biases = $"TLanes.Load(ref parameters, {Literal.Of(layer.Tensors.Offset(TensorRole.Biases))} + {column})";
        writer.Line($"TLanes.Store({(layer.HasBias ? biases : "TLanes.Zero")}, ref outputs, {column}{count});");
    });

    private static void WriteRows(CodeWriter writer, LayerSpec layer, string first, int rows)
    {
        writer.Line($"ref float weights = {Names.At("parameters", $"{first} * {Literal.Of(layer.FanOut)}")};");
        IEnumerable<string> inputs = Enumerable.Range(0, rows).Select(row =>
            $"x{Literal.Of(row)} = TLanes.Broadcast(ref inputs, {first}{(row == 0 ? "" : " + " + Literal.Of(row))})");
        foreach (string input in inputs) writer.Line($"TLanes {input};");
        Columns(writer, layer.FanOut, (column, count) =>
        {
            writer.Line($"TLanes sum = TLanes.Load(ref outputs, {column}{(count.Length == 0 ? "" : count + ", 0f")});");
            for (int row = 0; row < rows; row++)
            {
                string index = row == 0 ? column : $"{column} + {Literal.Of(row * layer.FanOut)}";
                writer.Line($"sum = TLanes.MultiplyAdd(x{Literal.Of(row)}, ref weights, {index}, sum);");
            }

            writer.Line($"TLanes.Store(sum, ref outputs, {column}{count});");
        });
    }

    // Sums are added to, so no column may be visited twice: the last register may be a partial one.
    private static void Columns(CodeWriter writer, int columns, Action<string, string> body)
    {
        string end = Literal.Of(columns);
        bool isWhole = columns % CodeBudget.WidestLanes == 0;
        using (writer.Block($"for (nint column = 0; column {(isWhole ? $"< {end}" : $"<= {end} - TLanes.Count")}; column += TLanes.Count)")) body("column", "");
        if (isWhole) return;
        using (writer.Block($"if ({end} % TLanes.Count != 0)"))
        {
            writer.Line($"nint column = {end} - ({end} % TLanes.Count);");
            body("column", $", {end} % TLanes.Count");
        }
    }
}
