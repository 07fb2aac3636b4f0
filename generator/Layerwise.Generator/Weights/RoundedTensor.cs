using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Layerwise.Generator.Model;
using Layerwise.Runtime;

namespace Layerwise.Generator.Weights;

/// <summary>A matrix in fewer bits than floats have.</summary>
/// <param name="Format">In which.</param>
/// <param name="Columns">Columns of the matrix, row-major: its outputs.</param>
/// <param name="Bytes">Its numbers, little-endian.</param>
/// <param name="Scales">What those of each column are multiplied by; none where they are numbers as they are.</param>
internal sealed record RoundedTensor(WeightFormat Format, int Columns, byte[] Bytes, float[] Scales)
{
    /// <summary>How many numbers it has.</summary>
    public int Length => Bytes.Length / (Format == WeightFormat.Int8 ? 1 : 2);

    /// <summary>How many floats take as much room.</summary>
    public int FloatsOfRoom => ((Bytes.Length + sizeof(float) - 1) / sizeof(float)) + Scales.Length;

    /// <summary>Rounds floats to the nearest numbers that there are.</summary>
    /// <param name="values">The matrix.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="format">Not <see cref="WeightFormat.Single"/>.</param>
    public static RoundedTensor Of(ReadOnlySpan<float> values, int columns, WeightFormat format)
    {
        if (format == WeightFormat.Int8) return OfBytes(values, columns);
        var bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            ushort bits = format == WeightFormat.Half ? WeightRounding.Half(values[i]) : WeightRounding.BFloat16(values[i]);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), bits);
        }

        return new RoundedTensor(format, columns, bytes, []);
    }

    /// <summary>The floats that they stand for.</summary>
    public float[] Values()
    {
        if (Format != WeightFormat.Int8) return TensorFloats.Read(Bytes, Format == WeightFormat.Half ? TensorType.F16 : TensorType.BF16);
        var values = new float[Bytes.Length];
        for (int i = 0; i < values.Length; i++) values[i] = (sbyte)Bytes[i] * Scales[i % Columns];
        return values;
    }

    private static RoundedTensor OfBytes(ReadOnlySpan<float> values, int columns)
    {
        var scales = new float[columns];
        var bytes = new byte[values.Length];
        WeightRounding.Int8(values, scales, MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan()));
        return new RoundedTensor(WeightFormat.Int8, columns, bytes, scales);
    }
}
