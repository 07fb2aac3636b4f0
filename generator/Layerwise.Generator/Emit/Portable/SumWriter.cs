using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>
/// Adds the products of numbers that lie behind each other and the rows of a matrix. It goes through the weights as they lie, four inputs at a time: the sums of all
/// columns are independent of each other, which compilers vectorize without being allowed to change the order of additions, and each addition to memory stands for
/// four products.
/// </summary>
/// <remarks>
/// Measured against tiles of 8 and 16 sums in local variables, at 784 → 128 and 64 → 32: gcc and clang take 1.1 to 14 times as long for those (gcc vectorizes few of
/// them), .NET without vectors as long, Mono a fifth longer.
/// </remarks>
/// <param name="fanIn">How many numbers.</param>
/// <param name="fanOut">How many columns.</param>
/// <param name="stride">From one row of the matrix to the next.</param>
internal sealed class SumWriter(int fanIn, int fanOut, int stride)
{
    private const int InputsAtOnce = 4;

    /// <summary>Writes what sums begin with.</summary>
    public static void WriteFirst(CodeWriter writer, Place? biases, int count, Place writes) => Loop(writer, count, j => $"{writes.At(j)} = {biases?.At(j) ?? "0"};");

    /// <summary>A factor before something, where it is not 1.</summary>
    public static string Times(int factor) => factor == 1 ? "" : $"{Literal.Of(factor)} * ";

    /// <summary>Writes a loop over j, or its body with 0 in place of j where it has one turn.</summary>
    public static void Loop(CodeWriter writer, int count, Func<string, string> body) =>
        writer.Line(count == 1 ? body("0") : $"for (int j = 0; j < {Literal.Of(count)}; j++) {body("j")}");

    /// <summary>Writes the additions.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="reads">The numbers.</param>
    /// <param name="weights">The matrix.</param>
    /// <param name="writes">The sums.</param>
    public void Write(CodeWriter writer, Place reads, Place weights, Place writes)
    {
        int whole = fanIn / InputsAtOnce * InputsAtOnce;
        if (whole > InputsAtOnce)
        {
            using (writer.Block($"for (int i = 0; i < {Literal.Of(whole)}; i += {Literal.Of(InputsAtOnce)})"))
            {
                writer.Line($"int w = {Times(stride)}i;");
                WriteInputs(writer, reads, "i", 0, InputsAtOnce);
                Loop(writer, fanOut, j => $"{writes.At(j)} += {Products(weights.From("w"), j, 0, InputsAtOnce)};");
            }
        }

        for (int done = whole > InputsAtOnce ? whole : 0; done < fanIn; done += InputsAtOnce)
        {
            int count = Math.Min(InputsAtOnce, fanIn - done);
            writer.Line("{");
            using (writer.Indented("}"))
            {
                WriteInputs(writer, reads, "0", done, count);
                Loop(writer, fanOut, j => $"{writes.At(j)} += {Products(weights, j, done, count)};");
            }
        }
    }

    private static void WriteInputs(CodeWriter writer, Place reads, string index, int start, int count) =>
        writer.Line($"float {string.Join(", ", Enumerable.Range(0, count).Select(k => $"x{Literal.Of(k)} = {reads.At(index, start + k)}"))};");

    private string Products(Place weights, string column, int start, int count)
    {
        string[] products = [.. Enumerable.Range(0, count).Select(k => $"x{Literal.Of(k)} * {weights.At(column, (start + k) * stride)}")];
        string sum = count == InputsAtOnce ? $"({products[0]} + {products[1]}) + ({products[2]} + {products[3]})" : string.Join(" + ", products);
        string scale = weights.Scale(column);
        return scale.Length == 0 ? sum : $"{scale}({sum})";
    }
}
