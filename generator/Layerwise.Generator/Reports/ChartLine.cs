namespace Layerwise.Generator.Reports;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Style">Its class: "first" or "second", which differ in colour, marker and dash.</param>
/// <param name="Values">At the abscissas 0, 1, 2, …; what is not finite and greater than 0 leaves a gap.</param>
internal sealed record ChartLine(string Name, string Style, IReadOnlyList<double> Values);
