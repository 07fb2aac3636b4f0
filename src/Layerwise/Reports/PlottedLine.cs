namespace Layerwise.Reports;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Hue">Of its colour, in degrees.</param>
/// <param name="Values">At the abscissas of the chart; NaN leaves a gap.</param>
internal sealed record PlottedLine(string Name, double Hue, IReadOnlyList<double> Values)
{
    // Which everybody tells apart.
    private const double Blue = 205;
    private const double Orange = 28;
    private const double Green = 140;

    /// <summary>Two lines that belong together.</summary>
    public static PlottedLine[] Pair(string name, IReadOnlyList<double> values, string otherName, IReadOnlyList<double> others) =>
        [new(name, Blue, values), .. others.Any(double.IsFinite) ? [new PlottedLine(otherName, Orange, others)] : Array.Empty<PlottedLine>()];

    /// <summary>What was to be expected, beside two lines of what was measured.</summary>
    public static PlottedLine Forecast(IReadOnlyList<double> values) => new("forecast", Green, values);

    /// <summary>A line for each layer, from blue at the inputs through green and yellow to red at the outputs.</summary>
    /// <param name="count">Number of layers.</param>
    /// <param name="values">Of a layer.</param>
    public static PlottedLine[] OfLayers(int count, Func<int, IReadOnlyList<double>> values) =>
        [.. Enumerable.Range(0, count).Select(layer => new PlottedLine(Html.Of($"layer {layer + 1}"), Blue - (layer * Blue / Math.Max(1, count - 1)), values(layer)))];
}
