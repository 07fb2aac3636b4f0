namespace Layerwise.Runtime;

/// <summary>
/// Floats to the nearest numbers of fewer bits; of two as near to the even one. Source that the generator compiles too, in a framework that has no Half: compiler and program
/// round alike.
/// </summary>
internal static class WeightRounding
{
    private const int MostOfAByte = 127;

    /// <summary>The bits of a half: 5 of exponent with a bias of 15, 10 of fraction; below 2⁻¹⁴ they are as far apart as above.</summary>
    /// <param name="value">At most 65 504 in magnitude.</param>
    public static ushort Half(float value)
    {
        int bits = TensorFloats.Bits(value);
        int exponent = Math.Max(((bits >> 23) & 0xFF) - 127, -14);
        int units = (int)Math.Round(Math.Abs((double)value) * Math.Pow(2, 10 - exponent));

        // A fraction that is rounded up to the next power of two carries into the exponent.
        int magnitude = units < 1024 ? units : ((exponent + 15) << 10) + (units - 1024);
        return (ushort)(((bits >> 16) & 0x8000) | magnitude);
    }

    /// <summary>The upper half of a float.</summary>
    /// <param name="value">At most 3.3895·10³⁸ in magnitude.</param>
    public static ushort BFloat16(float value)
    {
        uint bits = (uint)TensorFloats.Bits(value);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    /// <summary>Whole numbers from −127 to 127 with a factor for each column.</summary>
    /// <param name="values">A matrix of finite numbers, row-major.</param>
    /// <param name="scales">Overwritten: what those of each column are multiplied by.</param>
    /// <param name="bytes">Overwritten: the numbers of the matrix.</param>
    public static void Int8(ReadOnlySpan<float> values, Span<float> scales, Span<sbyte> bytes)
    {
        int columns = scales.Length;
        scales.Clear();
        for (int i = 0; i < values.Length; i++) scales[i % columns] = Math.Max(scales[i % columns], Math.Abs(values[i]));
        for (int j = 0; j < columns; j++) scales[j] /= MostOfAByte;
        for (int i = 0; i < values.Length; i++)
        {
            // Of numbers near the smallest float the factor is not exact.
            double quotient = scales[i % columns] == 0 ? 0 : Math.Round(values[i] / (double)scales[i % columns]);
            bytes[i] = (sbyte)Math.Max(-MostOfAByte, Math.Min(MostOfAByte, quotient));
        }
    }
}
