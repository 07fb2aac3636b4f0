using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>
/// Floats as constants. A span over an array of constants is a pointer into the read-only data of the assembly. Two floats to a literal, in hexadecimal, because
/// a literal is what the compiler pays for: a million weights take 4.7 s this way, and 17 s as float literals (csc 5.9).
/// </summary>
internal static class FloatConstants
{
    private const int LiteralsPerLine = 8;

    public static void Write(CodeWriter writer, string access, string name, float[] values)
    {
        var padded = new float[(values.Length + 1) / 2 * 2];
        values.CopyTo(padded, 0);
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(padded);
        writer.Line($"{access} static Sys::ReadOnlySpan<ulong> {name} => new ulong[]");
        writer.Line("{");
        using (writer.Indented("};"))
        {
            var line = new StringBuilder();
            for (int i = 0; i < bits.Length; i += 2)
            {
                // The first float is the lower half: little-endian.
                ulong pair = bits[i] | ((ulong)bits[i + 1] << 32);
                line.Append("0x").Append(pair.ToString("X", CultureInfo.InvariantCulture)).Append(',');
                if ((i / 2) % LiteralsPerLine == LiteralsPerLine - 1 || i + 2 == bits.Length)
                {
                    writer.Line(line.ToString());
                    line.Clear();
                }
            }
        }
    }
}
