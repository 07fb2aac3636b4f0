using System.Globalization;
using System.Text.RegularExpressions;

namespace Layerwise.Analyzers.Networks;

/// <summary>Texts that differ in their numbers alone, as one: "σ = 0.1" and "σ = 0.2" are "σ = 0.1 to 0.2".</summary>
internal static class NumberRange
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // As NumberText writes it. A digit in a name, as in Relu6, is none.
    private static readonly Regex Number = new("(?<![\\w.])-?[0-9]+(?:\\.[0-9]+)?(?:·10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?!\\w)", RegexOptions.CultureInvariant);

    /// <summary>Whether two texts are the same, numbers apart.</summary>
    public static bool AreAlike(string one, string other) => one == other || Number.Replace(one, "0") == Number.Replace(other, "0");

    /// <summary>All of them in one text. They are alike.</summary>
    public static string Of(IEnumerable<string> texts)
    {
        string[] all = [.. texts.Distinct()];
        if (all.Length == 1) return all[0];
        string[][] numbers = [.. all.Select(static text => Number.Matches(text).Cast<Match>().Select(static match => match.Value).ToArray())];
        int index = 0;
        return Number.Replace(all[0], _ =>
        {
            string[] values = [.. numbers.Select(row => row[index]).Distinct().OrderBy(Value)];
            index++;
            return values.Length == 1 ? values[0] : $"{values[0]} to {values[values.Length - 1]}";
        });
    }

    private static double Value(string number)
    {
        string[] parts = number.Split(["·10"], StringSplitOptions.None);
        double mantissa = double.Parse(parts[0], CultureInfo.InvariantCulture);
        if (parts.Length == 1) return mantissa;
        string exponent = string.Concat(parts[1].Select(static digit => digit == '⁻' ? "-" : Superscripts.IndexOf(digit).ToString(CultureInfo.InvariantCulture)));
        return mantissa * Math.Pow(10, int.Parse(exponent, CultureInfo.InvariantCulture));
    }
}
