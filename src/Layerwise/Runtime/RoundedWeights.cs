namespace Layerwise.Runtime;

/// <summary>Weights that are constants of a program in fewer bits than floats have, several to an integer, the first one lowest.</summary>
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

    internal static ushort Bits16(ReadOnlySpan<ulong> data, int index) => (ushort)(data[index / 4] >> (16 * (index % 4)));

    internal static sbyte Bits8(ReadOnlySpan<ulong> data, int index) => (sbyte)(data[index / 8] >> (8 * (index % 8)));
}
