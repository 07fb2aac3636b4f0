using System.Globalization;

namespace Layerwise.Text;

/// <summary>Numbers as people read them in messages, comments, reports and hovers, the same in every culture.</summary>
internal static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // A number of more digits, or with more zeros behind the point, is hard to read at a glance.
    private const double Large = 1e6;
    private const double Small = 1e-4;

    /// <summary>Some significant digits, three by default: 0.123, 1410, 1.41·10⁷.</summary>
    public static string Rounded(double value, int digits = 3)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";

        // As rounded: 999 999 is 1·10⁶.
        string scientific = value.ToString("E" + Digits(digits - 1), CultureInfo.InvariantCulture);
        double rounded = double.Parse(scientific, CultureInfo.InvariantCulture);
        if (Math.Abs(rounded) is >= Small and < Large) return rounded.ToString("0.#######", CultureInfo.InvariantCulture);

        string[] parts = scientific.Split('E');
        return $"{parts[0].TrimEnd('0').TrimEnd('.')}·{PowerOfTen(int.Parse(parts[1], CultureInfo.InvariantCulture))}";
    }

    /// <summary>10⁻⁶.</summary>
    public static string PowerOfTen(int exponent) =>
        $"10{(exponent < 0 ? "⁻" : "")}{string.Concat(Digits(Math.Abs(exponent)).Select(static digit => Superscripts[digit - '0']))}";

    /// <summary>With thin groups of thousands: 101 770.</summary>
    public static string Grouped(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
