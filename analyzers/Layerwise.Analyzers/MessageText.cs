using System.Globalization;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise.Analyzers;

/// <summary>What a message shows of a value: counted things, shares and layers. Numbers are rounded as in comments, by <see cref="NumberText.Rounded"/>.</summary>
internal static class MessageText
{
    /// <summary>Numbers as they are read best: a diagnostic would format them in the culture of whoever reads it.</summary>
    public static object Of(object argument) => argument switch
    {
        double number => NumberText.Rounded(number),
        float number => NumberText.Rounded(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => argument,
    };

    /// <summary>A number and what it counts: "1 input", "12 inputs".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What one of them is called, in a word that takes an s.</param>
    public static string Count(long count, string one) => $"{count.ToString(CultureInfo.InvariantCulture)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>A share as a percentage: "12.5 %".</summary>
    public static string Percent(double share) => NumberText.Rounded(100 * share) + " %";

    /// <summary>What numbers come to, from the least to the largest: "0.707", "0.7 to 0.75".</summary>
    /// <param name="numbers">At least one; those that are NaN are left out beside others.</param>
    public static string Range(IEnumerable<double> numbers)
    {
        double[] ascending = [.. numbers.Where(static number => !double.IsNaN(number)).DefaultIfEmpty(double.NaN).OrderBy(static number => number)];
        (string least, string largest) = (NumberText.Rounded(ascending[0]), NumberText.Rounded(ascending[ascending.Length - 1]));
        return least == largest ? least : $"{least} to {largest}";
    }

    /// <summary>One of several: "Sparse", "LeakyRelu, Elu or PRelu".</summary>
    public static string AnyOf<TEnum>(IEnumerable<TEnum> members)
        where TEnum : struct, Enum
    {
        string[] names = [.. members.Select(static member => member.ToString())];
        return names.Length == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Length - 1))} or {names[names.Length - 1]}";
    }

    /// <summary>An interval: "[0, ∞)", "(-1, 1)".</summary>
    public static string Of(ValueRange range) =>
        $"{(range.ReachesLow ? "[" : "(")}{End(range.Low)}, {End(range.High)}{(range.ReachesHigh ? "]" : ")")}";

    /// <summary>A range of layers: "1 and 2", "1 to 3".</summary>
    public static string Span(int first, int last) => $"{Of(first)} {(last == first + 1 ? "and" : "to")} {Of(last)}";

    private static string End(double value) => double.IsInfinity(value) ? (value < 0 ? "−∞" : "∞") : NumberText.Rounded(value);

    /// <summary>The beginning of a sentence.</summary>
    public static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    /// <summary>Layers by their numbers, ascending: "layer 3", "layers 1 to 29", "layers 1, 3 and 5", "layers 1 to 3 and 5 to 9".</summary>
    public static string Layers(IReadOnlyList<int> numbers)
    {
        if (numbers.Count == 1) return $"layer {Of(numbers[0])}";
        string[] parts = [.. Runs(numbers).SelectMany(Parts)];
        return $"layers {(parts.Length == 1 ? parts[0] : $"{string.Join(", ", parts.Take(parts.Length - 1))} and {parts[parts.Length - 1]}")}";

        // Two in a row are no shorter as a range.
        static IEnumerable<string> Parts((int First, int Last) run) =>
            run.Last - run.First >= 2 ? [Span(run.First, run.Last)] : Enumerable.Range(run.First, run.Last - run.First + 1).Select(static number => $"{Of(number)}");
    }

    private static IEnumerable<(int First, int Last)> Runs(IReadOnlyList<int> numbers)
    {
        int first = numbers[0];
        for (int i = 1; i <= numbers.Count; i++)
        {
            if (i < numbers.Count && numbers[i] == numbers[i - 1] + 1) continue;
            yield return (first, numbers[i - 1]);
            if (i < numbers.Count) first = numbers[i];
        }
    }
}
