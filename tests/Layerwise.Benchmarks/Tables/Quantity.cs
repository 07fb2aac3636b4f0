using System.Globalization;

namespace Layerwise.Benchmarks.Tables;

/// <summary>Measured numbers as text, in the invariant culture.</summary>
internal static class Quantity
{
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 100 => Of(nanoseconds, "F1") + " ns",
        < 1_000 => Of(nanoseconds, "F0") + " ns",
        < 100_000 => Of(nanoseconds / 1_000, "F2") + " µs",
        < 1_000_000 => Of(nanoseconds / 1_000, "F0") + " µs",
        _ => Of(nanoseconds / 1_000_000, "F2") + " ms",
    };

    /// <summary>How many times; a dash where nothing was measured.</summary>
    public static string Ratio(double ratio) => double.IsNaN(ratio) ? "–" : Of(ratio, ratio < 10 ? "F2" : "F0") + "×";

    private static string Of(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
