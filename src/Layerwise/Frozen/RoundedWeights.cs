namespace Layerwise.Runtime;

/// <summary>Weights in fewer bits than floats have: as constants of a program, several to an integer, the first one lowest, and as floats that have no more of them.</summary>
public static class RoundedWeights
{
    /// <summary>Makes floats of numbers of 16 bits, 10 of them fraction (IEEE 754 binary16).</summary>
    /// <param name="data">The numbers, four to an integer.</param>
    /// <param name="start">Index of the first one.</param>
    /// <param name="values">Overwritten.</param>
    public static void ReadHalf(ReadOnlySpan<ulong> data, int start, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = (float)BitConverter.UInt16BitsToHalf(Bits16(data, start + i));
    }

    /// <summary>Makes floats of their upper halves.</summary>
    /// <param name="data">The halves, four to an integer.</param>
    /// <param name="start">Index of the first one.</param>
    /// <param name="values">Overwritten.</param>
    public static void ReadBFloat16(ReadOnlySpan<ulong> data, int start, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = BitConverter.UInt32BitsToSingle((uint)Bits16(data, start + i) << 16);
    }

    /// <summary>Makes floats of a matrix of bytes with a factor for each column.</summary>
    /// <param name="data">The bytes, with a sign, eight to an integer.</param>
    /// <param name="start">Index of the first one.</param>
    /// <param name="scales">Floats, two to an integer.</param>
    /// <param name="scaleStart">Index of the factor of the first column.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="values">Overwritten: [rows, columns].</param>
    public static void ReadInt8(ReadOnlySpan<ulong> data, int start, ReadOnlySpan<ulong> scales, int scaleStart, int columns, Span<float> values)
    {
        float[] factors = new float[columns];
        FrozenData.Copy(scales, scaleStart, factors);
        for (int i = 0; i < values.Length; i++) values[i] = Bits8(data, start + i) * factors[i % columns];
    }

    /// <summary>Rounds floats to numbers of 16 bits, 10 of them fraction (IEEE 754 binary16).</summary>
    /// <param name="values">At most 65 504 in magnitude; rounded.</param>
    public static void RoundHalf(Span<float> values)
    {
        foreach (ref float value in values) value = (float)BitConverter.UInt16BitsToHalf(WeightRounding.Half(value));
    }

    /// <summary>Rounds floats to their upper halves.</summary>
    /// <param name="values">At most 3.3895·10³⁸ in magnitude; rounded.</param>
    public static void RoundBFloat16(Span<float> values)
    {
        foreach (ref float value in values) value = BitConverter.UInt32BitsToSingle((uint)WeightRounding.BFloat16(value) << 16);
    }

    /// <summary>Rounds a matrix to whole numbers from −127 to 127, times a factor for each column.</summary>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="values">Finite numbers [rows, columns]; rounded.</param>
    public static void RoundInt8(int columns, Span<float> values)
    {
        var scales = new float[columns];
        var bytes = new sbyte[values.Length];
        WeightRounding.Int8(values, scales, bytes);
        for (int i = 0; i < values.Length; i++) values[i] = bytes[i] * scales[i % columns];
    }

    internal static ushort Bits16(ReadOnlySpan<ulong> data, int index) => (ushort)(data[index / 4] >> (16 * (index % 4)));

    internal static sbyte Bits8(ReadOnlySpan<ulong> data, int index) => (sbyte)(data[index / 8] >> (8 * (index % 8)));
}
