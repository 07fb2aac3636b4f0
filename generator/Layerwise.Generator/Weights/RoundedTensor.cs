using System.Buffers.Binary;
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
    private const int MostOfAByte = 127;

    /// <summary>How many numbers it has.</summary>
    public int Length => Bytes.Length / (Format == WeightFormat.Int8 ? 1 : 2);

    /// <summary>How many floats take as much room.</summary>
    public int FloatsOfRoom => ((Bytes.Length + sizeof(float) - 1) / sizeof(float)) + Scales.Length;

    /// <summary>Rounds floats to the nearest numbers that there are; of two as near to the even one.</summary>
    /// <param name="values">The matrix.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="format">Not <see cref="WeightFormat.Single"/>.</param>
    public static RoundedTensor Of(ReadOnlySpan<float> values, int columns, WeightFormat format)
    {
        if (format == WeightFormat.Int8) return OfBytes(values, columns);
        var bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            ushort bits = format == WeightFormat.Half ? HalfOf(values[i]) : BFloat16Of(values[i]);
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
        for (int i = 0; i < values.Length; i++) scales[i % columns] = Math.Max(scales[i % columns], Math.Abs(values[i]));
        for (int j = 0; j < columns; j++) scales[j] /= MostOfAByte;
        var bytes = new byte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            // Of numbers near the smallest float the factor is not exact.
            double quotient = scales[i % columns] == 0 ? 0 : Math.Round(values[i] / (double)scales[i % columns]);
            bytes[i] = (byte)(sbyte)Math.Max(-MostOfAByte, Math.Min(MostOfAByte, quotient));
        }

        return new RoundedTensor(WeightFormat.Int8, columns, bytes, scales);
    }

    // 5 bits of exponent with a bias of 15, 10 of fraction; below 2⁻¹⁴ as far apart as above.
    private static ushort HalfOf(float value)
    {
        int bits = TensorFloats.Bits(value);
        int exponent = Math.Max(((bits >> 23) & 0xFF) - 127, -14);
        int units = (int)Math.Round(Math.Abs((double)value) * Math.Pow(2, 10 - exponent));

        // A fraction that is rounded up to the next power of two carries into the exponent.
        int magnitude = units < 1024 ? units : ((exponent + 15) << 10) + (units - 1024);
        return (ushort)(((bits >> 16) & 0x8000) | magnitude);
    }

    // The upper half of a float.
    private static ushort BFloat16Of(float value)
    {
        uint bits = (uint)TensorFloats.Bits(value);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
