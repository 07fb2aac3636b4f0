using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>Covers the variable <c>rows</c> with tiles; the last one moves back to end with the rows, and few rows go one by one.</summary>
internal static class RowLoop
{
    public static void Write(CodeWriter writer, int tileRows, Func<string, string> oneRow, Func<string, string> oneTile)
    {
        if (tileRows == 1)
        {
            writer.Line($"for (nint row = 0; row < rows; row++) {oneRow("row")}");
            return;
        }

        string tile = Literal.Of(tileRows);
        using (writer.Block($"if (rows < {tile})"))
        {
            writer.Line($"for (nint row = 0; row < rows; row++) {oneRow("row")}");
            writer.Line("return;");
        }

        writer.Line();
        using (writer.Block($"for (nint nextRow = 0; nextRow < rows; nextRow += {tile})"))
        {
            writer.Line($"nint row = nint.Min(nextRow, rows - {tile});");
            writer.Line(oneTile("row"));
        }
    }
}
