using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>The elements of a tensor as floats.</summary>
internal static class TensorFloats
{
    /// <summary>Whether <see cref="Read"/> takes elements of the type.</summary>
    public static bool IsFloat(TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16 or TensorType.F64;

    /// <summary>The first element that is finite but that no float can hold; null where there is none.</summary>
    /// <param name="data">Little-endian elements.</param>
    /// <param name="type">F32, F16, BF16 or F64.</param>
    public static double? BeyondFloat(ReadOnlySpan<byte> data, TensorType type)
    {
        if (type != TensorType.F64) return null;
        for (; data.Length > 0; data = data[sizeof(double)..])
        {
            double value = BinaryPrimitives.ReadDoubleLittleEndian(data);
            if (double.IsFinite(value) && float.IsInfinity((float)value)) return value;
        }

        return null;
    }

    /// <summary>Converts elements; those of F64 are rounded to the nearest float.</summary>
    /// <param name="data">Little-endian elements.</param>
    /// <param name="type">F32, F16, BF16 or F64.</param>
    /// <param name="values">As many, overwritten.</param>
    public static void Read(ReadOnlySpan<byte> data, TensorType type, Span<float> values)
    {
        if (type == TensorType.F32 && BitConverter.IsLittleEndian)
        {
            data.CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }

        int size = TensorTypes.Size(type);
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> element = data.Slice(size * i, size);
            values[i] = type switch
            {
                TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                TensorType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                TensorType.BF16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
                TensorType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Expected F32, F16, BF16 or F64."),
            };
        }
    }
}
