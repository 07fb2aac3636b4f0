using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>
/// The one body of all dense kernels: a tile of C = A·B, where elements of A are broadcast and rows of B are read as vectors, so that no
/// sum ever runs across a register. Forward is X·W, the input gradients are dZ·Wᵀ, the weight gradients Xᵀ·dZ.
/// </summary>
/// <remarks>
/// The columns under a tile form a panel of B, which begins at the variable <c>column</c>. Columns that do not fill a panel are covered by
/// moving the last one back until it ends with the row: what lies in two panels is computed twice, to the same result. Only a row narrower
/// than one panel has lanes to spare; they read what lies behind the row and are never stored.
/// </remarks>
/// <param name="A">Reference to A and how far apart two of its rows and two of its terms are.</param>
/// <param name="B">Reference to B, or to a dense copy of the panel.</param>
/// <param name="Terms">Number of terms of each sum: a constant, or null for the variable <c>rows</c>.</param>
/// <param name="Columns">Number of columns of B and C.</param>
/// <param name="C">Reference to C; its rows are dense.</param>
internal sealed record MatrixProduct((string Name, int Row, int Term) A, string B, int? Terms, int Columns, string C)
{
    /// <summary>Whether B is a dense copy of the panel: its rows are as long as a tile is wide.</summary>
    public bool IsPacked { get; init; }

    /// <summary>Index in A at which the tile begins.</summary>
    public string AStart { get; init; } = "0";

    /// <summary>Index in C at which the tile begins.</summary>
    public string CStart { get; init; } = "";

    /// <summary>What a sum starts with, given the index of its column; null for 0.</summary>
    public Func<string, string>? Initial { get; init; }

    /// <summary>What becomes of a sum before it is stored, given the sum, its index in C and that of its column.</summary>
    public Func<string, string, string, string> Finish { get; init; } = static (sum, _, _) => sum;

    /// <summary>One tile, at the variable <c>column</c>.</summary>
    public void Write(CodeWriter writer, Tile tile)
    {
        WriteInitialSums(writer, tile);
        WriteShared(writer, tile);
        WriteSum(writer, tile);
        WriteResults(writer, tile);
    }

    /// <summary>A loop over the panels of all columns, which declares the variable <c>column</c>.</summary>
    public static CodeWriter.Scope Panels(CodeWriter writer, int columns, Tile tile)
    {
        string step = Lanes(tile.Vectors);
        int widest = tile.Vectors * CodeBudget.WidestLanes;
        if (columns % widest == 0)
        {
            return writer.Block($"for (nint column = 0; column < {Literal.Of(columns)}; column += {step})");
        }

        CodeWriter.Scope scope = writer.Block($"for (nint nextColumn = 0; nextColumn < {Literal.Of(columns)}; nextColumn += {step})");
        string end = $"nint.Min(nextColumn, {Literal.Of(columns)} - {(tile.Vectors == 1 ? step : $"({step})")})";
        writer.Line($"nint column = {(columns < widest ? $"nint.Max(0, {end})" : end)};");
        return scope;
    }

    /// <summary>How many columns a panel has, as code.</summary>
    public static string PanelWidth(Tile tile) => Lanes(tile.Vectors);

    // Sums are named by row (or partial sum) and vector; a tile has at most 8 vectors, so one digit tells them.
    private static string Sum(int row, int vector) => "s" + Literal.Of(row) + Literal.Of(vector);

    private static string Lanes(int vectors) => vectors == 1 ? "TLanes.Count" : Literal.Of(vectors) + " * TLanes.Count";

    private static string Plus(params string[] terms)
    {
        string[] nonZero = [.. terms.Where(static term => term is not ("0" or ""))];
        return nonZero.Length == 0 ? "0" : string.Join(" + ", nonZero);
    }

    private static string Plus(string index, int offset, int vector) =>
        Plus(index, Literal.Of(offset), vector == 0 ? "0" : Lanes(vector));

    private void WriteInitialSums(CodeWriter writer, Tile tile)
    {
        for (int row = 0; row < tile.Rows * tile.Split; row++)
        {
            IEnumerable<string> sums = Enumerable.Range(0, tile.Vectors).Select(vector =>
            {
                string value = Initial is null || (tile.Rows == 1 && row > 0) ? "TLanes.Zero"
                    : row > 0 ? Sum(0, vector)
                    : Initial(Plus("column", 0, vector));
                return $"{Sum(row, vector)} = {value}";
            });
            writer.Line($"TLanes {string.Join(", ", sums)};");
        }
    }

    private static void WriteShared(CodeWriter writer, Tile tile)
    {
        IEnumerable<string> vectors = tile.Rows > 1 ? Enumerable.Range(0, tile.Vectors).Select(static vector => "v" + Literal.Of(vector)) : [];
        string[] shared = [.. tile.Vectors > 1 ? new[] { "x" } : [], .. vectors];
        if (shared.Length > 0) writer.Line($"TLanes {string.Join(", ", shared)};");
    }

    private void WriteSum(CodeWriter writer, Tile tile)
    {
        string start = IsPacked ? "0" : "column";
        if (Terms is int terms && tile.IsUnrolled)
        {
            for (int term = 0; term < terms; term++) WriteTerm(writer, tile, AStart, start, term, term % tile.Split);
            return;
        }

        int rest = Terms.GetValueOrDefault() % tile.Split;
        int looped = Terms.GetValueOrDefault() - rest;
        string advanceB = IsPacked ? $"b += {Lanes(tile.Vectors)}" : Advance("b", tile.Split * Columns);
        bool isCounter = A.Term == 1 && AStart == "0";
        string heading = isCounter
            ? $"for (nint a = 0, b = {start}; a < {Literal.Of(looped)}; {Advance("a", tile.Split)}, {advanceB})"
            : $"for (nint row = 0, a = {AStart}, b = {start}; row < rows; row++, {Advance("a", A.Term)}, {advanceB})";
        using (writer.Block(heading))
        {
            for (int part = 0; part < tile.Split; part++) WriteTerm(writer, tile, "a", "b", part, part);
        }

        for (int part = 0; part < rest; part++) WriteTerm(writer, tile, AStart, start, looped + part, part);
    }

    private static string Advance(string index, int step) => step == 1 ? index + "++" : $"{index} += {Literal.Of(step)}";

    // A row of B is loaded once for all rows of A, an element of A is broadcast once for all vectors of B; what only one
    // multiplication uses is read by it.
    private void WriteTerm(CodeWriter writer, Tile tile, string a, string b, int term, int part)
    {
        string Vector(int vector) => $"ref {B}, " + (IsPacked ? Plus(b, 0, (term * tile.Vectors) + vector) : Plus(b, term * Columns, vector));
        string Element(int row) => $"TLanes.Broadcast(ref {A.Name}, {Plus(a, (row * A.Row) + (term * A.Term), 0)})";

        if (tile.Rows > 1)
        {
            for (int vector = 0; vector < tile.Vectors; vector++) writer.Line($"v{Literal.Of(vector)} = TLanes.Load({Vector(vector)});");
        }

        for (int row = 0; row < tile.Rows; row++)
        {
            if (tile.Vectors > 1) writer.Line($"x = {Element(row)};");
            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                string sum = Sum(tile.Rows > 1 ? row : part, vector);
                string x = tile.Vectors > 1 ? "x" : Element(row);
                string v = tile.Rows > 1 ? "v" + Literal.Of(vector) : Vector(vector);
                writer.Line($"{sum} = TLanes.MultiplyAdd({x}, {v}, {sum});");
            }
        }
    }

    private void WriteResults(CodeWriter writer, Tile tile)
    {
        for (int row = 0; row < tile.Rows; row++)
        {
            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                string index = Plus(CStart, "column", Plus("", row * Columns, vector));
                string sum = tile.Split == 1 ? Sum(row, vector) : Balanced(0, tile.Split, part => Sum(part, vector));
                writer.Line($"TLanes.Store({Finish(sum, index, Plus("column", 0, vector))}, ref {C}, {index}{Count(tile, vector)});");
            }
        }
    }

    // How many lanes of a vector are columns, for the one vector that may have others.
    private string Count(Tile tile, int vector)
    {
        bool isLast = vector == tile.Vectors - 1;
        if (!isLast || Columns >= tile.Vectors * CodeBudget.WidestLanes) return "";
        return ", " + Literal.Of(Columns) + (vector == 0 ? "" : " - " + (vector == 1 ? "TLanes.Count" : $"({Lanes(vector)})"));
    }

    // Adds in pairs: shorter chains, smaller rounding errors.
    private static string Balanced(int first, int count, Func<int, string> sum)
    {
        if (count == 1) return sum(first);
        int half = (count + 1) / 2;
        string Side(int start, int length) => length == 1 ? sum(start) : $"({Balanced(start, length, sum)})";
        return $"{Side(first, half)} + {Side(first + half, count - half)}";
    }
}
