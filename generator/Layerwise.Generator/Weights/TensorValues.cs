using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Layerwise.Generator.Weights;

/// <summary>The elements of a tensor as floats, in a framework that has neither Half nor a way from bits to a float.</summary>
internal static class TensorValues
{
    public static bool IsFloat(TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16 or TensorType.F64;

    /// <summary>The first element that is finite but that no float can hold; null where there is none.</summary>
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

    /// <summary>Every element, F64 rounded to the nearest float.</summary>
    public static float[] Read(ReadOnlySpan<byte> data, TensorType type)
    {
        int size = Runtime.TensorTypes.Size(type);
        var bits = new int[data.Length / size];
        for (int i = 0; i < bits.Length; i++)
        {
            ReadOnlySpan<byte> element = data.Slice(size * i);
            bits[i] = type switch
            {
                TensorType.F32 => BinaryPrimitives.ReadInt32LittleEndian(element),
                TensorType.BF16 => BinaryPrimitives.ReadInt16LittleEndian(element) << 16,
                TensorType.F16 => Widened(BinaryPrimitives.ReadUInt16LittleEndian(element)),
                TensorType.F64 => Bits((float)BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(element))),
                _ => throw new InvalidEnumArgumentException(nameof(type), (int)type, typeof(TensorType)),
            };
        }

        return MemoryMarshal.Cast<int, float>(bits).ToArray();
    }

    /// <summary>The bits of a float.</summary>
    public static int Bits(float value) => MemoryMarshal.Cast<float, int>(new[] { value })[0];

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
