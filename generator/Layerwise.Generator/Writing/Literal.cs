using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Writing;

/// <summary>The one place where numbers become text.</summary>
internal static class Literal
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // A number of more digits, or with more zeros behind the point, is hard to read at a glance.
    private const double Large = 1e6;
    private const double Small = 1e-4;

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

    /// <summary>Three significant digits, for comments and messages: 0.123, 1410, 1.41·10⁷.</summary>
    public static string Rounded(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";

        // As rounded: 999 999 is 1·10⁶.
        string scientific = value.ToString("E2", CultureInfo.InvariantCulture);
        double rounded = double.Parse(scientific, CultureInfo.InvariantCulture);
        if (Math.Abs(rounded) is >= Small and < Large) return rounded.ToString("0.######", CultureInfo.InvariantCulture);

        int e = scientific.IndexOf('E');
        return $"{scientific.Substring(0, e).TrimEnd('0').TrimEnd('.')}·{PowerOfTen(int.Parse(scientific.Substring(e + 1), CultureInfo.InvariantCulture))}";
    }

    /// <summary>10⁻⁶.</summary>
    public static string PowerOfTen(int exponent) =>
        $"10{(exponent < 0 ? "⁻" : "")}{string.Concat(Of(Math.Abs(exponent)).Select(static digit => Superscripts[digit - '0']))}";

    /// <summary>With thin groups of thousands, for comments: 101 770.</summary>
    public static string Grouped(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
