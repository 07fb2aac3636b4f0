using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>
/// Numbers as constants. A span over an array of constants is a pointer into the read-only data of the assembly. Eight bytes to a literal, in hexadecimal, because
/// a literal is what the compiler pays for: a million weights take 4.7 s this way, and 17 s as float literals (csc 5.9).
/// </summary>
internal static class FloatConstants
{
    private const int LiteralsPerLine = 8;

    /// <summary>Writes floats, two to a literal.</summary>
    public static void Write(CodeWriter writer, string access, string name, float[] values) => Write(writer, access, name, MemoryMarshal.AsBytes<float>(values));

    /// <summary>Writes bytes, the first one of a literal lowest.</summary>
    public static void Write(CodeWriter writer, string access, string name, ReadOnlySpan<byte> values)
    {
        var bytes = new byte[(values.Length + sizeof(ulong) - 1) / sizeof(ulong) * sizeof(ulong)];
        values.CopyTo(bytes);
        writer.Line($"{access} static Sys::ReadOnlySpan<ulong> {name} => new ulong[]");
        writer.Line("{");
        using (writer.Indented("};"))
        {
            var line = new StringBuilder();
            for (int i = 0; i < bytes.Length; i += sizeof(ulong))
            {
                ulong literal = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i));
                line.Append("0x").Append(literal.ToString("X", CultureInfo.InvariantCulture)).Append(',');
                if ((i / sizeof(ulong)) % LiteralsPerLine == LiteralsPerLine - 1 || i + sizeof(ulong) == bytes.Length)
                {
                    writer.Line(line.ToString());
                    line.Clear();
                }
            }
        }
    }
}
