using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Writing;

/// <summary>Values as C# expressions.</summary>
internal static class Literal
{
    /// <summary>A C# expression with exactly these bits.</summary>
    public static string Of(float value)
    {
        if (float.IsNaN(value)) return "float.NaN";
        if (float.IsPositiveInfinity(value)) return "float.PositiveInfinity";
        if (float.IsNegativeInfinity(value)) return "float.NegativeInfinity";
        if (value == 0) return BitConverter.DoubleToInt64Bits(value) < 0 ? "-0f" : "0f";

        // Nine digits always return; the first count that does is the shortest.
        for (int digits = 1; digits < 9; digits++)
        {
            string text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float back) && back == value) return text + "f";
        }

        return value.ToString("G9", CultureInfo.InvariantCulture) + "f";
    }

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A C# string literal.</summary>
    public static string Of(string value) => SymbolDisplay.FormatLiteral(value, quote: true);
}
