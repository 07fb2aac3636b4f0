using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>Covers the variable <c>rows</c>: a few one by one, more than that with tiles, the last of which moves back to end with the rows.</summary>
internal static class RowLoop
{
    /// <summary>Fewer rows than a tile has, and then the end of the method.</summary>
    public static void WriteFew(CodeWriter writer, int tileRows, Func<string, string> oneRow)
    {
        using (writer.Block($"if (rows < {Literal.Of(tileRows)})"))
        {
            writer.Line($"for (nint row = 0; row < rows; row++) {oneRow("row")}");
            writer.Line("return;");
        }

        writer.Line();
    }

    /// <summary>At least as many rows as a tile has.</summary>
    public static void WriteTiles(CodeWriter writer, int tileRows, Func<string, string> oneTile)
    {
        string tile = Literal.Of(tileRows);
        using (writer.Block($"for (nint nextRow = 0; nextRow < rows; nextRow += {tile})"))
        {
            writer.Line($"nint row = nint.Min(nextRow, rows - {tile});");
            writer.Line(oneTile("row"));
        }
    }

    /// <summary>All inputs of a layer, some at a time: declares the variable <c>input</c>. The last ones move back to end with the layer.</summary>
    public static CodeWriter.Scope OverInputs(CodeWriter writer, int fanIn, int count)
    {
        string end = Literal.Of(fanIn);
        string step = Literal.Of(count);
        if (fanIn % count == 0) return writer.Block($"for (nint input = 0; input < {end}; {(count == 1 ? "input++" : "input += " + step)})");
        CodeWriter.Scope scope = writer.Block($"for (nint nextInput = 0; nextInput < {end}; nextInput += {step})");
        writer.Line($"nint input = nint.Min(nextInput, {end} - {step});");
        return scope;
    }
}
