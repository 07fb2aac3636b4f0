using System.Globalization;

namespace Layerwise.Analyzers;

/// <summary>What a message shows of a value: the one place where numbers and counted things become text.</summary>
internal static class MessageText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // A number of more digits, or with more zeros behind the point, is hard to read at a glance.
    private const double Large = 1e6;
    private const double Small = 1e-4;

    /// <summary>Numbers as they are read best: a diagnostic would format them in the culture of whoever reads it.</summary>
    public static object Of(object argument) => argument switch
    {
        double number => Number(number),
        float number => Number(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => argument,
    };

    /// <summary>Three significant digits: 0.123, 1410, 1.41·10⁷.</summary>
    public static string Number(double value)
    {
        string scientific = value.ToString("E2", CultureInfo.InvariantCulture);
        int e = scientific.IndexOf('E');
        if (e < 0 || value == 0) return value == 0 ? "0" : Infinite(value);

        // As rounded: 999 999 is 1·10⁶.
        double rounded = double.Parse(scientific, CultureInfo.InvariantCulture);
        if (Math.Abs(rounded) is >= Small and < Large) return rounded.ToString("0.######", CultureInfo.InvariantCulture);

        string mantissa = scientific.Substring(0, e).TrimEnd('0').TrimEnd('.');
        int exponent = int.Parse(scientific.Substring(e + 1), CultureInfo.InvariantCulture);
        return $"{mantissa}·10{(exponent < 0 ? "⁻" : "")}{string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(static digit => Superscripts[digit - '0']))}";
    }

    /// <summary>A number and what it counts: "1 input", "12 inputs".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What one of them is called, in a word that takes an s.</param>
    public static string Count(long count, string one) => $"{count.ToString(CultureInfo.InvariantCulture)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>A share as a percentage: "12.5 %".</summary>
    public static string Percent(double share) => Number(100 * share) + " %";

    /// <summary>A range of layers: "1 and 2", "1 to 3".</summary>
    public static string Span(int first, int last) => $"{Of(first)} {(last == first + 1 ? "and" : "to")} {Of(last)}";

    /// <summary>Layers by their numbers, ascending: "layer 3", "layers 1 to 29", "layers 1, 3, 5".</summary>
    public static string Layers(IReadOnlyList<int> numbers)
    {
        int first = numbers[0];
        int last = numbers[numbers.Count - 1];
        return numbers.Count == 1 ? $"layer {Of(first)}"
            : last - first == numbers.Count - 1 ? $"layers {Span(first, last)}"
            : $"layers {string.Join(", ", numbers.Select(static number => Of(number)))}";
    }

    private static string Infinite(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
}
