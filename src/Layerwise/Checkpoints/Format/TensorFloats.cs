using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// The elements of a tensor as floats. Source that the generator compiles too, in a framework that has neither Half nor a way from bits to a float.
/// </summary>
internal static class TensorFloats
{
    /// <summary>Whether <see cref="Read(ReadOnlySpan{byte}, TensorType, Span{float})"/> takes elements of the type.</summary>
    public static bool IsFloat(TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16 or TensorType.F64;

    /// <summary>The first element that is finite but that no float can hold; null where there is none.</summary>
    /// <param name="data">Little-endian elements.</param>
    /// <param name="type">F32, F16, BF16 or F64.</param>
    public static double? BeyondFloat(ReadOnlySpan<byte> data, TensorType type)
    {
        if (type != TensorType.F64) return null;
        for (; data.Length > 0; data = data.Slice(sizeof(double)))
        {
            double value = BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(data));
            if (!double.IsInfinity(value) && float.IsInfinity((float)value)) return value;
        }

        return null;
    }

    /// <summary>Converts elements; those of F64 are rounded to the nearest float.</summary>
    /// <param name="data">Little-endian elements.</param>
    /// <param name="type">F32, F16, BF16 or F64.</param>
    /// <param name="values">As many, overwritten.</param>
    public static void Read(ReadOnlySpan<byte> data, TensorType type, Span<float> values)
    {
        Span<int> bits = MemoryMarshal.Cast<float, int>(values);
        if (type == TensorType.F32 && BitConverter.IsLittleEndian)
        {
            data.CopyTo(MemoryMarshal.AsBytes(bits));
            return;
        }

        int size = TensorTypes.Size(type);
        for (int i = 0; i < bits.Length; i++)
        {
            ReadOnlySpan<byte> element = data.Slice(size * i, size);
            bits[i] = type switch
            {
                TensorType.F32 => BinaryPrimitives.ReadInt32LittleEndian(element),
                TensorType.BF16 => BinaryPrimitives.ReadInt16LittleEndian(element) << 16,
                TensorType.F16 => Widened(BinaryPrimitives.ReadUInt16LittleEndian(element)),
                TensorType.F64 => Bits((float)BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(element))),
                _ => throw new InvalidEnumArgumentException(nameof(type), (int)type, typeof(TensorType)),
            };
        }
    }

    /// <summary>Every element, F64 rounded to the nearest float.</summary>
    /// <param name="data">Little-endian elements.</param>
    /// <param name="type">F32, F16, BF16 or F64.</param>
    public static float[] Read(ReadOnlySpan<byte> data, TensorType type)
    {
        var values = new float[data.Length / TensorTypes.Size(type)];
        Read(data, type, values);
        return values;
    }

    /// <summary>The bits of a float.</summary>
    public static int Bits(float value)
    {
        Span<float> one = stackalloc float[] { value };
        return MemoryMarshal.Cast<float, int>(one)[0];
    }

    // 1 sign, 5 bits of exponent with a bias of 15, 10 of fraction; into 8 with a bias of 127, and 23.
    private static int Widened(ushort half)
    {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1F;
        int fraction = half & 0x3FF;
        return exponent switch
        {
            0 => sign | Bits(fraction / (float)(1 << 24)),
            0x1F => sign | 0x7F800000 | (fraction << 13),
            _ => sign | ((exponent + 127 - 15) << 23) | (fraction << 13),
        };
    }
}
