using System.Globalization;

namespace InitializationLab.Report;

/// <summary>How numbers read, whatever language the machine speaks.</summary>
internal static class Format
{
    /// <summary>Three significant digits: "0.628", "128", "3·10⁻¹⁰".</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        if (double.IsNaN(value)) return "unknown";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        if (size is > 0 and (< 1e-3 or >= 1e5)) return PowerOfTen(value);
        int decimals = size == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 4);
        string text = Math.Round(value, decimals).ToString(CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>"×0.707".</summary>
    public static string Times(double value) => "×" + Number(value);

    /// <summary>"85 %".</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    /// <summary>"10⁻⁴".</summary>
    public static string Decade(int exponent) => exponent == 0 ? "1" : "10" + Superscript(exponent);

    private static string PowerOfTen(double value)
    {
        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        double mantissa = Math.Round(value / Math.Pow(10, exponent), 1);
        if (Math.Abs(mantissa) >= 10) (mantissa, exponent) = (mantissa / 10, exponent + 1);
        return mantissa.ToString(CultureInfo.InvariantCulture).Replace('-', '−') + "·10" + Superscript(exponent);
    }

    private static string Superscript(int number) => string.Concat(
        number.ToString(CultureInfo.InvariantCulture).Select(static digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
}
